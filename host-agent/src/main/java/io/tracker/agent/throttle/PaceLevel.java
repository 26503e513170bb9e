package io.tracker.agent.throttle;

import java.util.Locale;

/** How rows are read; each level is gentler than the one before. */
enum PaceLevel {
    FREE,
    SLOW,
    PAUSE;

    PaceLevel or(PaceLevel other) {
        return compareTo(other) >= 0 ? this : other;
    }

    PaceLevel atMost(PaceLevel other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The word in the log. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
