package io.tracker.agent.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How far the agent may go on this server. Zero switches a limit off.
 *
 * @param lag the replica's lag in milliseconds, without what it stays behind on purpose
 * @param threads how many connections of others run a statement
 * @param undo the length of InnoDB's history list
 * @param bytesPerSecond how much is read a second, over all connections
 * @param longestPause after which reading goes on slowly for a while; less than half of the sessions' {@code net_write_timeout}
 * @param giveUp how long a limit may stay exceeded before the run ends
 * @param snapshotMaxAge the age after which the tables that are left get a new snapshot
 */
public record ThrottleConfig(
        Limit lag,
        Limit threads,
        Undo undo,
        long bytesPerSecond,
        Duration longestPause,
        Duration giveUp,
        Duration snapshotMaxAge) {
    /** Nothing is limited. */
    public static final ThrottleConfig NONE = new ThrottleConfig(
            new Limit(0, 0), new Limit(0, 0), new Undo(0, 0), 0, Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO);

    /**
     * Two steps of one measure.
     *
     * @param slow above it reading slows down
     * @param pause above it reading stops
     */
    public record Limit(long slow, long pause) {}

    /**
     * The history list. A pause would only make it longer, for our snapshot is what holds it.
     *
     * @param renew above it the tables that are left get a new snapshot
     * @param giveUp above it the run ends
     */
    public record Undo(long renew, long giveUp) {}

    public ThrottleConfig {
        Objects.requireNonNull(lag, "lag");
        Objects.requireNonNull(threads, "threads");
        Objects.requireNonNull(undo, "undo");
        Objects.requireNonNull(longestPause, "longestPause");
        Objects.requireNonNull(giveUp, "giveUp");
        Objects.requireNonNull(snapshotMaxAge, "snapshotMaxAge");
    }
}
