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
 * @param receiver what the receiver knows of the source
 * @param applier what the applier does
 * @param gtid whether it counts by GTID
 * @param filters replication filters in effect, as the status prints them
 */
public record ReplicaChannel(
        String name, ServerAddress source, Receiver receiver, Applier applier, boolean gtid, List<String> filters) {

    /**
     * The receiver of a channel.
     *
     * @param running whether it is connected
     * @param stopped whether it does not even try to connect
     * @param serverId the source's server id; 0 if it was never connected since this server started
     * @param uuid the source's uuid; empty text where the engine has none
     * @param received the GTIDs that it has received; empty text where the engine does not tell
     */
    public record Receiver(boolean running, boolean stopped, long serverId, String uuid, String received) {
        public Receiver {
            Objects.requireNonNull(uuid, "uuid");
            Objects.requireNonNull(received, "received");
        }
    }

    /**
     * The applier of a channel.
     *
     * @param running whether it runs
     * @param state the server's words for what it does
     * @param error its last error; empty text if there is none
     * @param delaySeconds how far it stays behind on purpose
     * @param file the source's binary log file that was applied last; empty text if the server does not tell
     * @param offset the offset in it
     */
    public record Applier(boolean running, String state, String error, long delaySeconds, String file, long offset) {
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
        Objects.requireNonNull(receiver, "receiver");
        Objects.requireNonNull(applier, "applier");
        filters = List.copyOf(filters);
    }

    /** Whether the receiver is connected. */
    public boolean receiverRunning() {
        return receiver.running();
    }

    /** For people. */
    public String label() {
        return name.isEmpty() ? "the default channel" : "channel '" + name + "'";
    }
}
