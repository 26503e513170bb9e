package io.tracker.agent.config;

import java.time.Duration;

/** Reads how far the agent may go on a server. */
final class ThrottleReader {
    private static final int MOST = 999_999_999;
    private static final Duration LONGEST = Duration.ofDays(7);
    /** Half of the time for which a session's server waits for its reader. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private final ConfigValues values;

    ThrottleReader(ConfigValues values) {
        this.values = values;
    }

    ThrottleConfig read() {
        ThrottleConfig.Limit lag = new ThrottleConfig.Limit(
                duration(ConfigKey.THROTTLE_LAG_SLOW).toMillis(),
                duration(ConfigKey.THROTTLE_LAG_PAUSE).toMillis());
        ThrottleConfig.Limit threads = new ThrottleConfig.Limit(
                values.number(ConfigKey.THROTTLE_THREADS_SLOW, 0, MOST),
                values.number(ConfigKey.THROTTLE_THREADS_PAUSE, 0, MOST));
        requireOrder(lag, ConfigKey.THROTTLE_LAG_SLOW, ConfigKey.THROTTLE_LAG_PAUSE);
        requireOrder(threads, ConfigKey.THROTTLE_THREADS_SLOW, ConfigKey.THROTTLE_THREADS_PAUSE);
        return new ThrottleConfig(
                lag,
                threads,
                new ThrottleConfig.Undo(
                        values.number(ConfigKey.THROTTLE_HISTORY_LIST, 0, MOST),
                        values.number(ConfigKey.THROTTLE_HISTORY_LIST_GIVE_UP, 0, MOST)),
                values.bytes(ConfigKey.THROTTLE_BYTES_PER_SECOND, 0, 1L << 40),
                values.duration(ConfigKey.THROTTLE_LONGEST_PAUSE, Duration.ofSeconds(1), LONGEST_PAUSE),
                duration(ConfigKey.THROTTLE_GIVE_UP),
                duration(ConfigKey.SNAPSHOT_MAX_AGE));
    }

    private Duration duration(ConfigKey key) {
        return values.duration(key, Duration.ZERO, LONGEST);
    }

    private void requireOrder(ThrottleConfig.Limit limit, ConfigKey slow, ConfigKey pause) {
        if (limit.pause() != 0 && limit.slow() > limit.pause()) {
            values.wrong(slow, values.text(slow).orElseThrow(), "at most " + pause.key() + ", or 0");
        }
    }
}
