package io.tracker.agent.retry;

import io.tracker.agent.config.RetryConfig;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that a run may spend in waiting for a store or a server that does not answer, by the monotonic clock. The time counts once
 * however many threads wait in it. Thread safe.
 */
public final class RetryBudget {
    private static final Logger LOG = LoggerFactory.getLogger(RetryBudget.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final long budgetNanos;
    private final long backoffNanos;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private int waiting;
    private long waitingSince;
    private long spentNanos;
    private boolean ended;

    RetryBudget(RetryConfig config, LongSupplier nanoTime, RandomGenerator random) {
        this.budgetNanos = config.budget().toNanos();
        this.backoffNanos = config.backoff().toNanos();
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** A budget that nothing was spent of. */
    public static RetryBudget of(RetryConfig config) {
        return new RetryBudget(config, System::nanoTime, RandomGenerator.getDefault());
    }

    /** No budget: whoever waits is told at once to wait no longer. */
    public static RetryBudget none() {
        RetryBudget none = of(new RetryConfig(Duration.ofMillis(1), Duration.ZERO));
        none.end();
        return none;
    }

    /** Begins to wait for something; closed when it answers, or when it is waited for no longer. */
    public Wait begin(String what) {
        return new Wait(what);
    }

    /** Ends all waiting, now and later: the run is over. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    /** What was waited in all. */
    public synchronized Duration spent() {
        return Duration.ofNanos(spentNow());
    }

    private long spentNow() {
        return spentNanos + (waiting == 0 ? 0 : nanoTime.getAsLong() - waitingSince);
    }

    private synchronized void enter() {
        if (waiting++ == 0) {
            waitingSince = nanoTime.getAsLong();
        }
    }

    private synchronized void leave() {
        if (--waiting == 0) {
            spentNanos += nanoTime.getAsLong() - waitingSince;
        }
    }

    /** Whether there is something left after a pause. */
    private synchronized boolean pause(long nanos) throws InterruptedException {
        long end = nanoTime.getAsLong() + Math.min(nanos, budgetNanos - spentNow());
        while (!ended && end - nanoTime.getAsLong() > 0) {
            wait(LOOK.toMillis());
        }
        return !ended && spentNow() < budgetNanos;
    }

    /** The pause before a try: it grows twofold, and up to half of it is left to chance. */
    static long pauseNanos(long backoffNanos, int tries, RandomGenerator random) {
        long longest = Math.max(backoffNanos, LONGEST_PAUSE.toNanos());
        long whole = tries >= 30 ? longest : Math.min(longest, backoffNanos << tries);
        return whole - (long) (random.nextDouble() * whole / 2);
    }

    /** One thing that is waited for, by one thread. */
    public final class Wait implements AutoCloseable {
        private final String what;
        private int tries;

        private Wait(String what) {
            this.what = what;
        }

        /**
         * Waits before the next try. The time from the first call to {@link #close} counts, that of the tries too.
         *
         * @param reason why the last one failed, for the log
         * @return whether to try again; no if the budget is spent
         */
        public boolean pause(String reason) throws InterruptedException {
            if (isEnded()) {
                return false;
            }
            if (tries == 0) {
                enter();
                LOG.warn("waiting for {} reason=\"{}\"", what, reason);
            }
            boolean again = RetryBudget.this.pause(pauseNanos(backoffNanos, tries++, random));
            if (!again) {
                LOG.warn("waiting for {} ends without an answer tries={} seconds={}", what, tries, spent().toSeconds());
            }
            return again;
        }

        @Override
        public void close() {
            if (tries > 0) {
                leave();
            }
        }
    }
}
