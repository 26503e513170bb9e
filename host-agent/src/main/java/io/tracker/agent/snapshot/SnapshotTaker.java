package io.tracker.agent.snapshot;

import io.tracker.agent.role.Role;
import io.tracker.agent.server.NotBuilt;
import io.tracker.agent.server.ServerConnector;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes snapshots: stops the applier, opens the connections' transactions at one position, starts the applier. Whatever happens, the
 * applier is started again, by this call or, if the process dies, by {@link Repair}.
 */
public final class SnapshotTaker {
    /**
     * A taker.
     *
     * @param connections how many connections share a snapshot, {@code snapshot.connections}
     * @param clock says when it was taken
     */
    public SnapshotTaker(ServerConnector server, IntentFile intent, int connections, Clock clock) {}

    /**
     * Takes one. Usually milliseconds, but a STOP waits for the transaction that is being applied.
     *
     * @throws io.tracker.agent.failure.NotYetException if the applier stands still already: somebody else's STOP is not touched
     * @throws IOException if there is no snapshot; the applier runs, or the message says that it does not
     */
    public Snapshot take(Role.Replica role) throws IOException, InterruptedException {
        return NotBuilt.yet(Optional.empty());
    }
}
