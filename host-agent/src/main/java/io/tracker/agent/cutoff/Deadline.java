package io.tracker.agent.cutoff;

import java.time.Duration;

/** A point on the monotonic clock, so that a step of the wall clock neither ends a wait nor prolongs it. */
final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    boolean passed() {
        return System.nanoTime() - end >= 0;
    }

    /** Sleeps, at most to the deadline. */
    void sleep(Duration pause) throws InterruptedException {
        long left = end - System.nanoTime();
        Thread.sleep(Math.max(0, Math.min(pause.toMillis(), left / 1_000_000 + 1)));
    }
}
