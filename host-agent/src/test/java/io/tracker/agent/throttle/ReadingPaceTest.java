package io.tracker.agent.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReadingPaceTest {
    private final ReadingPace pace = new ReadingPace(0, Duration.ofDays(1));
    private final AtomicBoolean stopped = new AtomicBoolean();

    private CompletableFuture<Boolean> reader() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                pace.pass(1_000, 1, stopped::get);
                return true;
            } catch (InterruptedIOException e) {
                return false;
            }
        });
    }

    /** Waits until the reader has come to the pace. */
    private CompletableFuture<Boolean> waiting() throws InterruptedException {
        long before = pace.bytes();
        CompletableFuture<Boolean> reader = reader();
        while (pace.bytes() == before) {
            Thread.sleep(1);
        }
        assertFalse(reader.isDone(), "it was let through");
        return reader;
    }

    @Test
    void aPauseHoldsReadersUntilItIsOver() throws Exception {
        pace.set(PaceLevel.PAUSE);
        CompletableFuture<Boolean> reader = waiting();
        pace.set(PaceLevel.SLOW);
        assertTrue(reader.get(30, TimeUnit.SECONDS));
    }

    @Test
    void readersWhoseSnapshotEndedGoAtOnceAndTheNextOnesWait() throws Exception {
        pace.set(PaceLevel.PAUSE);
        CompletableFuture<Boolean> reader = waiting();
        pace.release();
        assertTrue(reader.get(30, TimeUnit.SECONDS));
        CompletableFuture<Boolean> next = waiting();
        stopped.set(true);
        assertTrue(next.get(30, TimeUnit.SECONDS));
    }

    @Test
    void noCallWaitsLongerThanTheServerDoes() throws Exception {
        ReadingPace capped = new ReadingPace(1, Duration.ofMillis(500));
        capped.pass(1L << 40, 0, () -> false);
        capped.pass(1L << 40, 0, () -> false);
        assertTrue(capped.takeHeld());
        assertFalse(capped.takeHeld());
        capped.set(PaceLevel.PAUSE);
        capped.pass(1L << 40, 0, () -> false);
        assertEquals(3L << 40, capped.bytes());
    }

    @Test
    void bytesWithinTheLimitAreNotHeldUp() throws Exception {
        ReadingPace wide = new ReadingPace(Long.MAX_VALUE / 2, Duration.ofDays(1));
        for (int i = 0; i < 1_000; i++) {
            wide.pass(1_000, 0, () -> false);
        }
        assertFalse(wide.takeHeld());
    }

    @Test
    void anInterruptionEndsTheWaiting() {
        pace.set(PaceLevel.PAUSE);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> pace.pass(1, 1, () -> false));
        assertTrue(Thread.interrupted());
    }
}
