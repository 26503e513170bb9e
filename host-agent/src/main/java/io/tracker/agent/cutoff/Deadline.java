package io.tracker.agent.cutoff;

import java.time.Duration;

/**
 * A point on the monotonic clock, so that a step of the wall clock neither ends a wait nor prolongs it; and whether the waiting is still
 * wanted.
 */
final class Deadline {
    private static final long LOOK_MILLIS = 1_000;

    private final long end;
    private final Runnable wanted;

    private Deadline(long end, Runnable wanted) {
        this.end = end;
        this.wanted = wanted;
    }

    static Deadline in(Duration wait) {
        return in(wait, () -> {});
    }

    /**
     * A deadline of a wait that may be called off.
     *
     * @param wanted throws if it is called off
     */
    static Deadline in(Duration wait, Runnable wanted) {
        return new Deadline(System.nanoTime() + wait.toNanos(), wanted);
    }

    /** Throws if the waiting is called off. */
    boolean passed() {
        wanted.run();
        return System.nanoTime() - end >= 0;
    }

    /** Sleeps, at most to the deadline. */
    void sleep(Duration pause) throws InterruptedException {
        long left = Math.min(pause.toMillis(), (end - System.nanoTime()) / 1_000_000 + 1);
        while (left > 0) {
            Thread.sleep(Math.min(left, LOOK_MILLIS));
            left -= LOOK_MILLIS;
            wanted.run();
        }
    }
}
