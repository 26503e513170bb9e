package io.tracker.agent.catalog;

import io.tracker.agent.server.NotBuilt;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import java.util.Optional;

/** Reads the account's grants, through active roles too, and compares them with what a run needs. Thread safe. */
public final class GrantReader {
    public GrantReader(ServerConnector server) {}

    /** What is missing on the replica; schema-level grants and partial revokes do not stand in for global ones. */
    public GrantReport read() throws ServerException {
        return NotBuilt.yet(Optional.empty());
    }
}
