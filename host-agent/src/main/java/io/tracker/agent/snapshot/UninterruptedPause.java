package io.tracker.agent.snapshot;

import java.time.Duration;

/** Sleeps although the thread is interrupted, and keeps the interrupt: no applier stays stopped for the sake of a quick end. */
final class UninterruptedPause {
    private UninterruptedPause() {}

    static void of(Duration pause) {
        boolean interrupted = false;
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            try {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
