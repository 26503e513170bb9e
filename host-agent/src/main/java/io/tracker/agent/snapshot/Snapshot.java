package io.tracker.agent.snapshot;

import io.tracker.agent.catalog.CapturedTable;
import io.tracker.agent.catalog.SchemaReader;
import io.tracker.agent.server.RowSession;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TableChangedException;
import io.tracker.agent.server.TableName;
import io.tracker.schemas.manifest.Position;
import java.io.IOException;
import java.time.Instant;

/**
 * Connections whose transactions see one and the same state. Thread safe. {@link #close} ends the transactions and connections.
 *
 * <p>A connection on which a read failed is given up; when the last is gone, or the watchdog ended the snapshot, every call throws
 * {@link io.tracker.agent.server.SnapshotEndedException}, or {@link io.tracker.agent.failure.StoppedException} after a promotion.
 */
public final class Snapshot implements AutoCloseable {
    private final ServerConnector server;
    private final SnapshotConnections connections;
    private final Position position;
    private final Instant takenAt;
    private final AlterationGuard guard;

    Snapshot(
            ServerConnector server,
            SnapshotConnections connections,
            Position position,
            Instant takenAt,
            DdlMarks marks) {
        this.server = server;
        this.connections = connections;
        this.position = position;
        this.takenAt = takenAt;
        this.guard = new AlterationGuard(marks);
    }

    /** Where in replication it stands. */
    public Position position() {
        return position;
    }

    /** When it was taken, by the agent's clock. */
    public Instant takenAt() {
        return takenAt;
    }

    /**
     * Begins to read a table: takes its metadata lock on one connection, captures its schema, and proves that it has not changed since
     * the snapshot. Waits until a connection is free: at most as many tables are open at once as there are connections.
     *
     * @throws TableChangedException if it changed, or is gone
     */
    public SnapshotTable open(TableName table) throws IOException, InterruptedException {
        RowSession session = connections.take();
        try {
            session.touch(table);
            CapturedTable captured = captureUnaltered(table, session);
            return new SnapshotTable(this, connections, session, captured);
        } catch (IOException | RuntimeException e) {
            giveBack(session, e);
            throw e;
        }
    }

    /** Captures a table whose metadata lock the connection holds, after proving that the snapshot's rows belong to what is captured. */
    CapturedTable captureUnaltered(TableName table, RowSession session) throws IOException {
        try (ServerSession outside = server.open("schema")) {
            CapturedTable captured = new SchemaReader(outside).capture(table);
            guard.requireUnaltered(captured, outside, session);
            return captured;
        }
    }

    private void giveBack(RowSession session, Exception reason) {
        try {
            if (session.usable()) {
                session.release();
            }
        } catch (IOException | RuntimeException e) {
            reason.addSuppressed(e);
        } finally {
            connections.give(session);
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
