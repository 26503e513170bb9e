package io.tracker.agent.upload;

import io.tracker.agent.store.ObjectStore;
import io.tracker.schemas.container.ContainerOptions;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import io.tracker.schemas.types.CapturedSchema;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/**
 * Where one attempt at one table puts its objects, and how these are cut. All rollers of the attempt share it, and so number their
 * objects without gaps or doubles. Thread safe.
 */
public final class AttemptFolder {
    private final ObjectStore store;
    private final TableDay table;
    private final String attempt;
    private final Schema schema;
    private final long rollBytes;
    private final ContainerOptions container;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * A folder that has no objects yet.
     *
     * @param attempt the attempt's id, never used before
     * @param rollBytes stored bytes after which an object ends
     */
    public AttemptFolder(
            ObjectStore store,
            TableDay table,
            String attempt,
            CapturedSchema schema,
            long rollBytes,
            ContainerOptions container) {
        this.store = Objects.requireNonNull(store, "store");
        this.table = Objects.requireNonNull(table, "table");
        this.attempt = Objects.requireNonNull(attempt, "attempt");
        this.schema = RowLayout.of(schema).avroSchema(table.table(), schema);
        this.rollBytes = rollBytes;
        this.container = Objects.requireNonNull(container, "container");
    }

    String nextKey() {
        return ObjectNames.backupObject(table, attempt, next.getAndIncrement());
    }

    ObjectStore store() {
        return store;
    }

    Schema schema() {
        return schema;
    }

    long rollBytes() {
        return rollBytes;
    }

    ContainerOptions container() {
        return container;
    }

    /** What foreign readers find in an object's header. */
    Map<String, String> metadata() {
        return Map.of(
                "tracker.replica-set", table.table().replicaSet(),
                "tracker.schema", table.table().schema(),
                "tracker.table", table.table().table(),
                "tracker.dt", table.dt().toString(),
                "tracker.attempt", attempt);
    }
}
