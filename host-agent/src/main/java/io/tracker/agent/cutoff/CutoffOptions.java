package io.tracker.agent.cutoff;

import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.TableName;
import java.util.Objects;
import java.util.Optional;

/**
 * What the operator says about proofs.
 *
 * @param primary the root, where it is named; empty: it is found by walking the sources
 * @param heartbeat the table of heartbeats that are written at the root; empty: there is none
 */
public record CutoffOptions(Optional<ServerAddress> primary, Optional<TableName> heartbeat) {
    public CutoffOptions {
        Objects.requireNonNull(primary, "primary");
        Objects.requireNonNull(heartbeat, "heartbeat");
    }
}
