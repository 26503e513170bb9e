package io.tracker.agent.role;

import io.tracker.agent.server.NotBuilt;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.schemas.manifest.Position;
import java.util.Optional;

/** Reads what this server is. Every call opens a short session of its own. Thread safe. */
public final class RoleReader {
    /** A reader for the server that the connector leads to; sources are asked with the same account. */
    public RoleReader(ServerConnector server) {}

    /**
     * The full check: replication configured, {@code read_only} on, GTIDs in use, no replication filters, no errant transactions.
     *
     * @throws io.tracker.agent.failure.OperatorException for a replica that must not be backed up: errant transactions, filters, no GTIDs
     */
    public Role read() throws ServerException {
        return NotBuilt.yet(Optional.empty());
    }

    /**
     * The check before a publication, which reads this server only, unless it has a new source: then the position must be contained in
     * what that source has executed.
     *
     * @param before what {@link #read} said at the begin of the run
     * @param snapshot the position of the snapshot that is to be published
     * @return the role now
     * @throws io.tracker.agent.failure.StoppedException if this is no replica any more
     */
    public Role.Replica confirm(Role.Replica before, Position snapshot) throws ServerException {
        return NotBuilt.yet(Optional.empty());
    }
}
