package io.tracker.agent.watchdog;

import io.tracker.agent.role.Role;
import io.tracker.agent.server.NotBuilt;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks on a connection and thread of its own whether this server is still a replica, and whether the applier waits for a metadata lock
 * of ours.
 *
 * <p>After a promotion it kills all row connections that the connector opened at the server, and every later use of them throws
 * {@link io.tracker.agent.failure.StoppedException}. When the applier waits for our lock, it kills them too, and their use throws
 * {@link io.tracker.agent.server.SnapshotEndedException}; a new snapshot may then be taken. When it cannot reach the server, it treats that as a
 * promotion.
 */
public final class Watchdog implements AutoCloseable {
    private Watchdog() {}

    /**
     * Begins to watch.
     *
     * @param server the same object that opens the snapshots' connections
     * @param replica what the server was at the begin of the run
     * @param interval between two looks; at most 2 s
     */
    public static Watchdog start(ServerConnector server, Role.Replica replica, Duration interval)
            throws ServerException {
        return NotBuilt.yet(Optional.empty());
    }

    /** Throws {@link io.tracker.agent.failure.StoppedException} if the run must stop; cheap, for use between steps. */
    public void check() {}

    /** Stops watching. */
    @Override
    public void close() {}
}
