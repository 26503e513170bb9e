package io.tracker.agent.snapshot;

import java.util.List;
import java.util.Objects;

/**
 * That this agent stops an applier, or has stopped it.
 *
 * @param server what tells the server from all others
 * @param connection the id of the connection that stops; ids begin anew when a server starts
 * @param channels whose appliers
 * @param phase how far it has come
 * @param applied what was applied when this was written: with {@link Phase#STOPPED}, where the applier stands
 */
record StopIntent(String server, long connection, List<String> channels, Phase phase, String applied) {
    /** How far a stop has come. */
    enum Phase {
        /** STOP is about to be sent, or was sent and its end not seen. */
        STOPPING,
        /** The applier was seen to stand still. */
        STOPPED
    }

    StopIntent {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(applied, "applied");
        channels = List.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("An intent to stop names no channel");
        }
    }

    StopIntent stoppedAt(String position) {
        return new StopIntent(server, connection, channels, Phase.STOPPED, position);
    }
}
