package io.tracker.agent.throttle;

import io.tracker.agent.config.ThrottleConfig.Limit;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Decides from the samples of one measure how rows are read. It keeps no clock: each sample brings the time.
 *
 * <p>A limit must be exceeded in two samples in a row, so that a spike does nothing, and a level is left only at four fifths of its limit,
 * so that it does not flicker. A pause lasts at most {@code longestPause}; then reading goes on slowly for a quarter of that time, and
 * pauses again if it must. A sample without a value changes nothing for a while, and then sets reading free: an unknown value is no reason
 * to stop, and no proof that all is well. Not thread safe.
 */
final class Gauge {
    private static final Duration PATIENCE_WITHOUT_VALUE = Duration.ofSeconds(10);
    private static final int RESPITE_PART = 4;

    private final Limit limit;
    private final long longestPauseNanos;
    private final long giveUpNanos;
    private PaceLevel wantedBefore = PaceLevel.FREE;
    private PaceLevel called = PaceLevel.FREE;
    private long calledSince;
    private long phaseSince;
    private boolean respite;
    private long valueAt;

    /**
     * A gauge that has seen nothing.
     *
     * @param giveUp how long a pause may be called for; zero for ever
     */
    Gauge(Limit limit, Duration longestPause, Duration giveUp) {
        this.limit = limit;
        this.longestPauseNanos = longestPause.toNanos();
        this.giveUpNanos = giveUp.isZero() ? Long.MAX_VALUE : giveUp.toNanos();
    }

    /**
     * Takes a sample.
     *
     * @param value empty if the server does not show it
     * @param nanos monotonic time of the sample; never less than before
     * @return how rows are to be read now
     */
    PaceLevel sample(OptionalLong value, long nanos) {
        if (value.isPresent()) {
            valueAt = nanos;
            call(next(value.getAsLong()), nanos);
        } else if (called != PaceLevel.FREE && nanos - valueAt > PATIENCE_WITHOUT_VALUE.toNanos()) {
            wantedBefore = PaceLevel.FREE;
            call(PaceLevel.FREE, nanos);
        }
        return level(nanos);
    }

    /** Whether a pause has been called for longer than is waited for. */
    boolean givesUp(long nanos) {
        return called == PaceLevel.PAUSE && nanos - calledSince >= giveUpNanos;
    }

    /** The limit that a level stands for. */
    long limitOf(PaceLevel level) {
        return level == PaceLevel.PAUSE ? limit.pause() : limit.slow();
    }

    private PaceLevel next(long value) {
        PaceLevel wanted = exceeded(value, 1, 1);
        PaceLevel twice = wanted.atMost(wantedBefore);
        wantedBefore = wanted;
        return twice.or(exceeded(value, 4, 5).atMost(called));
    }

    private PaceLevel exceeded(long value, long parts, long of) {
        if (limit.pause() > 0 && value > limit.pause() * parts / of) {
            return PaceLevel.PAUSE;
        }
        return limit.slow() > 0 && value > limit.slow() * parts / of ? PaceLevel.SLOW : PaceLevel.FREE;
    }

    private void call(PaceLevel level, long nanos) {
        if (level != called) {
            called = level;
            calledSince = nanos;
            phaseSince = nanos;
            respite = false;
        }
    }

    private PaceLevel level(long nanos) {
        if (called != PaceLevel.PAUSE) {
            return called;
        }
        long longest = respite ? longestPauseNanos / RESPITE_PART : longestPauseNanos;
        if (nanos - phaseSince >= longest) {
            respite = !respite;
            phaseSince = nanos;
        }
        return respite ? PaceLevel.SLOW : PaceLevel.PAUSE;
    }
}
