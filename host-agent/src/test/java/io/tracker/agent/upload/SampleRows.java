package io.tracker.agent.upload;

import io.tracker.agent.store.ObjectStore;
import io.tracker.schemas.container.ContainerOptions;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.CutoffEvidence;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.Position;
import io.tracker.schemas.manifest.ServerIdentity;
import io.tracker.schemas.names.TableDay;
import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A small table with seeded rows, for tests. */
public final class SampleRows {
    public static final TableDay DAY = day("users");
    public static final CapturedSchema SCHEMA = CapturedSchema.of(
            "CREATE TABLE `users` (`id` int NOT NULL, `name` varbinary(200) DEFAULT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB",
            List.of(column("id", "int", "int", false), column("name", "varbinary", "varbinary(200)", true)),
            List.of("id"));

    private SampleRows() {}

    /** A table of the sample's shard and day. */
    public static TableDay day(String table) {
        return new TableDay(new TableRef("db-7", "app", "app", table), LocalDate.of(2026, 11, 20));
    }

    /** A folder whose blocks and ranges are small, so that few rows make many of them. */
    public static AttemptFolder folder(ObjectStore store, long rollBytes) {
        return folder(store, "run-1", rollBytes);
    }

    /** As {@link #folder(ObjectStore, long)}, of an attempt by its id. */
    public static AttemptFolder folder(ObjectStore store, String attempt, long rollBytes) {
        return new AttemptFolder(store, DAY, attempt, SCHEMA, rollBytes, new ContainerOptions(1, 1 << 10, 1 << 12));
    }

    /** Gives rows to a sink: ids from a number on, names that do not compress, every seventh NULL. */
    public static void write(RowSink sink, int from, int count) throws IOException {
        RowEncoder encoder = new RowEncoder(RowLayout.of(SCHEMA), 1 << 20);
        Random random = new Random(from);
        byte[] name = new byte[100];
        for (int i = from; i < from + count; i++) {
            random.nextBytes(name);
            encoder.begin();
            byte[] id = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
            encoder.append(id, 0, id.length);
            if (i % 7 == 0) {
                encoder.appendNull();
            } else {
                encoder.append(name, 0, name.length);
            }
            encoder.end();
            sink.row(encoder.buffer(), 0, encoder.length());
        }
    }

    /** A manifest of objects, as a run would make it. */
    public static Manifest manifest(List<ManifestObject> objects) {
        return manifest(1, objects);
    }

    /** As {@link #manifest(List)}, which replaces the one before it if it is not the first. */
    public static Manifest manifest(int number, List<ManifestObject> objects) {
        Instant now = Instant.parse("2026-11-21T00:10:00Z");
        return new Manifest(
                number,
                UUID.randomUUID().toString(),
                DAY,
                new Manifest.Run("0.1.0", "run-1", "run-1", now, now),
                new ServerIdentity("mariadb", "11.4.5", "uuid-2", "127.0.0.1", 3306),
                new Manifest.Snapshot(
                        now,
                        new Position("0-1-42", Optional.empty(), Optional.empty()),
                        Manifest.Cut.AFTER,
                        new CutoffEvidence(
                                Instant.parse("2026-11-21T00:00:00Z"),
                                CutoffEvidence.Proof.SOURCE,
                                now,
                                Map.of("root", "127.0.0.1:3305"))),
                SCHEMA,
                RowLayout.of(SCHEMA).fields(),
                objects,
                Manifest.Totals.of(objects),
                number == 1 ? Optional.empty() : Optional.of(new Manifest.Supersession(number - 1, "damaged")));
    }

    private static CapturedColumn column(String name, String dataType, String columnType, boolean nullable) {
        return new CapturedColumn(
                name, dataType, columnType, nullable, Optional.empty(), Optional.empty(), false, false, "");
    }
}
