package io.tracker.agent.throttle;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Where readers of rows wait between blocks, as the throttle says. Thread safe. */
public final class ReadingPace {
    private static final long LOOK_MILLIS = 200;
    private static final long LONGEST_DELAY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int SLOWNESS = 3;

    private final long bytesPerSecond;
    private final long longestNanos;
    private PaceLevel level = PaceLevel.FREE;
    private long releases;
    private long nextNanos = System.nanoTime();
    private long bytes;
    private boolean held;

    /**
     * A pace.
     *
     * @param bytesPerSecond of all readers together; 0 for no limit
     * @param longest how long one call waits at most: the server waits for its reader too, and not for ever
     */
    ReadingPace(long bytesPerSecond, Duration longest) {
        this.bytesPerSecond = bytesPerSecond;
        this.longestNanos = longest.toNanos();
    }

    /**
     * Waits as long as the pace wants it.
     *
     * @param count bytes that were read since the last call
     * @param workedNanos how long that took
     * @param stopped ends the waiting
     */
    public void pass(long count, long workedNanos, BooleanSupplier stopped) throws InterruptedIOException {
        try {
            await(count, workedNanos, stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("reading was interrupted while it was throttled");
        }
    }

    private synchronized void await(long count, long workedNanos, BooleanSupplier stopped) throws InterruptedException {
        long begin = System.nanoTime();
        long before = releases;
        long delay = delayNanos(count, workedNanos);
        for (long waited = 0; waited < longestNanos; waited = System.nanoTime() - begin) {
            boolean open = waited >= delay && level != PaceLevel.PAUSE;
            if (open || before != releases || stopped.getAsBoolean()) {
                return;
            }
            long left = (waited < delay ? delay : longestNanos) - waited;
            wait(Math.min(LOOK_MILLIS, left / 1_000_000 + 1));
        }
    }

    private long delayNanos(long count, long workedNanos) {
        bytes += count;
        long delay = level == PaceLevel.SLOW ? Math.min(LONGEST_DELAY_NANOS, SLOWNESS * workedNanos) : 0;
        if (bytesPerSecond > 0) {
            long now = System.nanoTime();
            nextNanos = Math.max(nextNanos, now);
            long wait = nextNanos - now;
            nextNanos += Math.min(longestNanos, (long) (count * 1e9 / bytesPerSecond));
            held |= wait > delay && count > 0;
            delay = Math.max(delay, wait);
        }
        return Math.min(delay, longestNanos);
    }

    synchronized void set(PaceLevel now) {
        level = now;
        notifyAll();
    }

    /** Lets everybody go who waits now: what they read from is gone. */
    public synchronized void release() {
        releases++;
        notifyAll();
    }

    /** Bytes that passed, ever. */
    synchronized long bytes() {
        return bytes;
    }

    /** Whether the limit of bytes held anybody up since the last call. */
    synchronized boolean takeHeld() {
        boolean was = held;
        held = false;
        return was;
    }
}
