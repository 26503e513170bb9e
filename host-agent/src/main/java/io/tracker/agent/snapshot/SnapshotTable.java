package io.tracker.agent.snapshot;

import io.tracker.agent.catalog.CapturedTable;
import io.tracker.agent.chunk.Chunk;
import io.tracker.agent.chunk.ChunkOptions;
import io.tracker.agent.chunk.ChunkPlanner;
import io.tracker.agent.select.StoredForm;
import io.tracker.agent.server.RowSession;
import io.tracker.agent.server.TableChangedException;
import io.tracker.agent.server.TableName;
import io.tracker.agent.server.TableShape;
import io.tracker.agent.snapshot.SnapshotConnections.OwnConnection;
import io.tracker.agent.upload.RowSink;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.types.CapturedSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table in a snapshot. {@link #close} releases its metadata locks, so that replicated DDL on it can go on.
 *
 * <p>One connection holds the table's metadata lock all the while, so that the table cannot change between its chunks. {@link #read} may
 * be called by several threads at once, each with an encoder and sink of its own; the other methods by one, while no thread reads.
 */
public final class SnapshotTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTable.class);

    private final Snapshot snapshot;
    private final SnapshotConnections connections;
    private final OwnConnection own;
    private final CapturedTable captured;
    private boolean closed;

    SnapshotTable(Snapshot snapshot, SnapshotConnections connections, RowSession session, CapturedTable captured) {
        this.snapshot = snapshot;
        this.connections = connections;
        this.own = new OwnConnection(session);
        this.captured = captured;
    }

    /** Which table. */
    public TableName name() {
        return captured.shape().name();
    }

    /** Its schema in the snapshot. */
    public CapturedSchema schema() {
        return captured.shape().schema();
    }

    /** Expressions of its generated columns, by the columns' names. */
    public Map<String, String> expressions() {
        return captured.facts().expressions();
    }

    /** Cuts it into chunks by its primary key: disjoint, covering, at least one. Asks the server for the bounds where it must. */
    public List<Chunk> chunks(ChunkOptions options) throws IOException, InterruptedException {
        return onOwn(session -> new ChunkPlanner(options)
                .plan(session, shape(), captured.facts().estimatedRows()));
    }

    /**
     * Reads a chunk, row by row, in key order, in the layout that {@code RowLayout.of(stored.schema())} gives. It borrows a free
     * connection of the snapshot, and waits for one.
     *
     * @return how many rows it gave to the sink
     * @throws IOException if the query died: never an early end of data; or what the sink threw
     */
    public long read(Chunk chunk, StoredForm stored, RowEncoder encoder, RowSink sink)
            throws IOException, InterruptedException {
        RowSession session = connections.take(own);
        if (session == own.session()) {
            try {
                return session.stream(shape().in(chunk.partition()), stored, chunk.range(), encoder, sink);
            } finally {
                connections.give(own);
            }
        }
        try {
            long rows = session.stream(shape().in(chunk.partition()), stored, chunk.range(), encoder, sink);
            session.release();
            return rows;
        } finally {
            connections.give(session);
        }
    }

    /** {@code COUNT(*)} in the snapshot. */
    public long count() throws IOException, InterruptedException {
        return onOwn(session -> session.count(shape()));
    }

    /**
     * Proves after the reading that the table was not altered meanwhile: schema, {@code CREATE_TIME}, DDL counters.
     *
     * @throws TableChangedException if it was; what was read is worth nothing
     */
    public void confirmUnchanged() throws IOException, InterruptedException {
        onOwn(session -> {
            // the lock was held to this moment, or the proof is none
            session.touch(name());
            requireSame(snapshot.captureUnaltered(name(), session));
            return name();
        });
    }

    private void requireSame(CapturedTable now) throws TableChangedException {
        if (!now.shape().schema().hash().equals(schema().hash())) {
            throw new TableChangedException(name(), "its schema is another one");
        }
        if (!now.facts().createTime().equals(captured.facts().createTime())) {
            throw new TableChangedException(
                    name(),
                    "CREATE_TIME moved from " + captured.facts().createTime().orElse("nothing") + " to "
                            + now.facts().createTime().orElse("nothing"));
        }
    }

    /** What is done on the table's own connection. */
    private interface OwnUse<T> {
        T on(RowSession session) throws IOException;
    }

    private <T> T onOwn(OwnUse<T> use) throws IOException, InterruptedException {
        RowSession session = connections.takeOwn(own);
        try {
            return use.on(session);
        } finally {
            connections.give(own);
        }
    }

    private TableShape shape() {
        return captured.shape();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        RowSession session = own.session();
        try {
            if (session.usable()) {
                session.release();
            }
        } catch (IOException | RuntimeException e) {
            // the connection is cut then, which releases the lock as well
            LOG.debug("Metadata lock of {} went with its connection", name(), e);
        } finally {
            connections.give(session);
        }
    }
}
