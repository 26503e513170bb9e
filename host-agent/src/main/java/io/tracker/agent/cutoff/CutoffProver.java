package io.tracker.agent.cutoff;

import io.tracker.agent.server.NotBuilt;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.schemas.manifest.CutoffEvidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Proves by the source that everything that the primary committed before the cutoff has been applied here.
 *
 * <p>It walks the sources up to the writable root; after the cutoff by the root's own clock it reads the root's executed GTID set on one
 * short connection, and waits until that set is applied here. Nothing is proved by an intermediate source's set.
 */
public final class CutoffProver {
    /**
     * A prover for the server that the connector leads to; sources are asked with the same account.
     *
     * @param primary the root, where the operator named it; empty: it is found by walking the sources
     * @param clock says when it was proved; waiting is measured on the monotonic clock
     */
    public CutoffProver(ServerConnector server, Optional<ServerAddress> primary, Clock clock) {}

    /**
     * Waits until it is proved.
     *
     * @param cutoff 00:00 UTC after the day
     * @param deadline how long to wait from now
     * @throws io.tracker.agent.failure.NotYetException at the deadline: says what is missing (root's clock, applier stopped, transactions)
     * @throws io.tracker.agent.failure.OperatorException if it cannot be proved so at all: no root, no GTIDs, login refused
     */
    public CutoffEvidence prove(Instant cutoff, Duration deadline) throws ServerException, InterruptedException {
        return NotBuilt.yet(Optional.empty());
    }
}
