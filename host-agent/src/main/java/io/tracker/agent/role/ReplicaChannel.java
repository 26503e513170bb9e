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
 * @param applier what the applier does
 * @param gtid whether it counts by GTID
 * @param filters replication filters in effect, as the status prints them
 */
public record ReplicaChannel(
        String name,
        ServerAddress source,
        boolean receiverRunning,
        Applier applier,
        boolean gtid,
        List<String> filters) {

    /**
     * The applier of a channel.
     *
     * @param running whether it runs
     * @param state the server's words for what it does
     * @param error its last error; empty text if there is none
     * @param file the source's binary log file that was applied last; empty text if the server does not tell
     * @param offset the offset in it
     */
    public record Applier(boolean running, String state, String error, String file, long offset) {
        public Applier {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(file, "file");
        }

        /** Why it stands still, for people; empty if it runs. */
        public Optional<String> stoppedBecause() {
            if (running) {
                return Optional.empty();
            }
            return Optional.of(error.isEmpty() ? "it was stopped" : "it failed: " + error);
        }
    }

    public ReplicaChannel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(applier, "applier");
        filters = List.copyOf(filters);
    }

    /** For people. */
    public String label() {
        return name.isEmpty() ? "the default channel" : "channel '" + name + "'";
    }
}
