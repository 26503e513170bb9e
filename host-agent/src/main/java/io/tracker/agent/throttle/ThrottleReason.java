package io.tracker.agent.throttle;

import java.util.Locale;

/** Why the agent holds back. */
public enum ThrottleReason {
    LAG,
    THREADS,
    HISTORY_LIST,
    BYTES_PER_SECOND,
    SNAPSHOT_AGE,
    /** An operator's pause. */
    BY_HAND;

    /** The word in the log and in the summary. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A value as people read it. */
    String text(long value) {
        return switch (this) {
            case LAG, SNAPSHOT_AGE -> String.format(Locale.ROOT, "%.1fs", value / 1000.0);
            case THREADS, HISTORY_LIST, BYTES_PER_SECOND, BY_HAND -> Long.toString(value);
        };
    }
}
