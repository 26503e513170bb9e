package io.tracker.agent.role;

import io.tracker.agent.server.ServerAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One stream of replication into this server, as its status shows it.
 *
 * @param name the channel (MySQL) or connection (MariaDB); empty text for the default one
 * @param source where it replicates from
 * @param receiverRunning whether the receiver is connected
 * @param applierRunning whether the applier runs
 * @param applierError the applier's last error; empty if there is none
 * @param filters replication filters in effect, as the status prints them
 */
public record ReplicaChannel(
        String name,
        ServerAddress source,
        boolean receiverRunning,
        boolean applierRunning,
        Optional<String> applierError,
        List<String> filters) {
    public ReplicaChannel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(applierError, "applierError");
        filters = List.copyOf(filters);
    }

    /** For people. */
    public String label() {
        return name.isEmpty() ? "the default channel" : "channel '" + name + "'";
    }
}
