package io.tracker.agent.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.config.RetryConfig;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RetryBudgetTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong nanos = new AtomicLong();

    /** Time passes by ten seconds with each look at it. */
    private RetryBudget budget(Duration budget) {
        return new RetryBudget(
                new RetryConfig(Duration.ofSeconds(1), budget), () -> nanos.getAndAdd(10 * SECOND), new Random(1));
    }

    @Test
    void pausesGrowTwofoldToHalfAMinuteAndHalfOfEachIsLeftToChance() {
        Random random = new Random(7);
        for (int tries = 0; tries < 100; tries++) {
            long whole = Math.min(30, tries < 10 ? 1L << tries : 30) * SECOND;
            long first = RetryBudget.pauseNanos(SECOND, tries, random);
            assertTrue(first >= whole / 2 && first <= whole, tries + ": " + first);
            assertNotEquals(first, RetryBudget.pauseNanos(SECOND, tries, random), "agents would come all at once");
        }
    }

    @Test
    void saysNoWhenTheBudgetIsSpentAndForGood() throws Exception {
        RetryBudget budget = budget(Duration.ofMinutes(10));
        int tries = 0;
        try (RetryBudget.Wait wait = budget.begin("a test")) {
            while (wait.pause("it fails")) {
                tries++;
            }
        }
        assertTrue(tries > 3, "tries " + tries);
        assertTrue(
                budget.spent().compareTo(Duration.ofMinutes(10)) >= 0,
                budget.spent().toString());
        try (RetryBudget.Wait wait = budget.begin("another one")) {
            assertFalse(wait.pause("it fails too"));
        }
    }

    @Test
    void whatAnswersAtOnceCostsNothing() throws Exception {
        RetryBudget budget = budget(Duration.ofMinutes(10));
        for (int i = 0; i < 1_000; i++) {
            budget.begin("a test").close();
        }
        assertEquals(Duration.ZERO, budget.spent());
    }

    @Test
    void manyThatWaitAtOnceSpendTheTimeOnce() throws Exception {
        RetryBudget budget =
                new RetryBudget(new RetryConfig(Duration.ofMillis(1), Duration.ofDays(1)), nanos::get, new Random(1));
        RetryBudget.Wait[] waits = new RetryBudget.Wait[10];
        CompletableFuture<?>[] pauses = new CompletableFuture<?>[waits.length];
        for (int i = 0; i < waits.length; i++) {
            RetryBudget.Wait wait = budget.begin("test " + i);
            waits[i] = wait;
            pauses[i] = CompletableFuture.runAsync(() -> pause(wait), task -> new Thread(task).start());
        }
        while (!CompletableFuture.allOf(pauses).isDone()) {
            nanos.addAndGet(1_000);
            Thread.sleep(1);
        }
        long before = nanos.get();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        for (RetryBudget.Wait wait : waits) {
            wait.close();
        }
        assertTrue(budget.spent().toNanos() <= before + Duration.ofHours(1).toNanos(), "it was counted twice");
        assertTrue(budget.spent().compareTo(Duration.ofHours(1)) >= 0);
    }

    private static void pause(RetryBudget.Wait wait) {
        try {
            assertTrue(wait.pause("it fails"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theEndOfTheRunEndsAllWaiting() throws Exception {
        RetryBudget budget = RetryBudget.of(new RetryConfig(Duration.ofHours(1), Duration.ofDays(1)));
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (RetryBudget.Wait wait = budget.begin("a test")) {
                waiting.complete(wait.pause("it fails"));
            } catch (InterruptedException e) {
                waiting.completeExceptionally(e);
            }
        });
        thread.start();
        budget.end();
        assertFalse(waiting.get(30, TimeUnit.SECONDS));
    }
}
