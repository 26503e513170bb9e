package io.tracker.agent.snapshot;

import io.tracker.agent.server.NotBuilt;
import io.tracker.agent.server.TableName;
import io.tracker.schemas.manifest.Position;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Connections whose transactions see one and the same state. Thread safe. {@link #close} ends the transactions and connections.
 *
 * <p>A connection on which a read failed is given up; when the last is gone, or the watchdog ended the snapshot, every call throws
 * {@link io.tracker.agent.server.SnapshotEndedException}, or {@link io.tracker.agent.failure.StoppedException} after a promotion.
 */
public final class Snapshot implements AutoCloseable {
    Snapshot() {}

    /** Where in replication it stands. */
    public Position position() {
        return NotBuilt.yet(Optional.empty());
    }

    /** When it was taken, by the agent's clock. */
    public Instant takenAt() {
        return NotBuilt.yet(Optional.empty());
    }

    /**
     * Begins to read a table: takes its metadata lock on one connection, captures its schema, and proves that it has not changed since
     * the snapshot. Waits until a connection is free: at most as many tables are open at once as there are connections.
     *
     * @throws io.tracker.agent.server.TableChangedException if it changed, or is gone
     */
    public SnapshotTable open(TableName table) throws IOException, InterruptedException {
        return NotBuilt.yet(Optional.empty());
    }

    @Override
    public void close() {}
}
