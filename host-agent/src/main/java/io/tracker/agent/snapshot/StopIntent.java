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
 * @param commands what the server had been commanded when this was written
 * @param most how many commands may have been given since then by us, or were seen before we gave the last of ours; none of ours is given
 *     before this is written
 */
record StopIntent(
        String server,
        long connection,
        List<String> channels,
        Phase phase,
        String applied,
        ApplierCommands commands,
        ApplierCommands most) {
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
        Objects.requireNonNull(commands, "commands");
        Objects.requireNonNull(most, "most");
        channels = List.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("An intent to stop names no channel");
        }
    }

    static StopIntent toStop(
            String server, long connection, List<String> channels, String applied, ApplierCommands commands) {
        return new StopIntent(
                server,
                connection,
                channels,
                Phase.STOPPING,
                applied,
                commands,
                new ApplierCommands(0, channels.size()));
    }

    /** The applier was seen to stand still there. */
    StopIntent stoppedAt(String position, ApplierCommands now) {
        return new StopIntent(server, connection, channels, Phase.STOPPED, position, now, new ApplierCommands(0, 0));
    }

    /**
     * It is about to be stopped once more: nobody knows what became of the first command, the server gave up waiting for it, or somebody else
     * started the applier meanwhile.
     *
     * @param now what the server has been commanded until now
     * @param stops how many commands to stop are to come
     */
    StopIntent again(ApplierCommands now, int stops) {
        ApplierCommands seen = new ApplierCommands(
                Math.max(most.starts(), now.starts() - commands.starts()),
                Math.max(most.stops(), now.stops() - commands.stops() + stops));
        return new StopIntent(server, connection, channels, Phase.STOPPING, applied, commands, seen);
    }
}
