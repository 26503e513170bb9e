package io.tracker.agent.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.config.ThrottleConfig.Limit;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class GaugeTest {
    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final Duration GIVE_UP = Duration.ofMinutes(3);

    private final Gauge gauge = new Gauge(new Limit(100, 200), LONGEST, GIVE_UP);
    private long nanos;

    /** One sample a second. */
    private PaceLevel next(long value) {
        return next(OptionalLong.of(value));
    }

    private PaceLevel next(OptionalLong value) {
        nanos += Duration.ofSeconds(1).toNanos();
        return gauge.sample(value, nanos);
    }

    private PaceLevel after(int samples, long value) {
        PaceLevel level = PaceLevel.FREE;
        for (int i = 0; i < samples; i++) {
            level = next(value);
        }
        return level;
    }

    @Test
    void aSpikeOfOneSampleDoesNothing() {
        assertEquals(PaceLevel.FREE, next(0));
        assertEquals(PaceLevel.FREE, next(1_000_000));
        assertEquals(PaceLevel.FREE, next(100));
        assertEquals(PaceLevel.FREE, next(101));
        assertEquals(PaceLevel.SLOW, next(101));
    }

    @Test
    void twoSamplesAboveALimitSlowDownAndPause() {
        assertEquals(PaceLevel.SLOW, after(2, 150));
        assertEquals(PaceLevel.SLOW, next(201));
        assertEquals(PaceLevel.PAUSE, next(201));
    }

    @Test
    void aLevelIsLeftOnlyAtFourFifthsOfItsLimit() {
        assertEquals(PaceLevel.PAUSE, after(2, 300));
        assertEquals(PaceLevel.PAUSE, after(5, 161));
        assertEquals(PaceLevel.SLOW, next(160));
        assertEquals(PaceLevel.SLOW, after(5, 81));
        assertEquals(PaceLevel.FREE, next(80));
        assertEquals(PaceLevel.FREE, after(5, 99));
    }

    @Test
    void aPauseEndsAtItsCapGoesOnSlowlyForAQuarterOfItAndComesBack() {
        assertEquals(PaceLevel.PAUSE, after(2, 300));
        assertEquals(PaceLevel.PAUSE, after(39, 300));
        assertEquals(PaceLevel.SLOW, next(300));
        assertEquals(PaceLevel.SLOW, after(9, 300));
        assertEquals(PaceLevel.PAUSE, next(300));
    }

    @Test
    void aRespiteDoesNotBeginAnewThePatienceThatIsLeft() {
        after(2, 300);
        long called = nanos;
        while (nanos - called < GIVE_UP.toNanos()) {
            assertFalse(gauge.givesUp(nanos));
            next(300);
        }
        assertTrue(gauge.givesUp(nanos));
    }

    @Test
    void whatGoesBackInTimeIsNotGivenUp() {
        after(170, 300);
        after(3, 150);
        after(170, 300);
        assertFalse(gauge.givesUp(nanos));
    }

    @Test
    void slownessIsNeverGivenUp() {
        assertEquals(PaceLevel.SLOW, after(10_000, 150));
        assertFalse(gauge.givesUp(nanos));
    }

    @Test
    void aSampleWithoutAValueKeepsTheLevelForAWhileAndThenSetsFree() {
        assertEquals(PaceLevel.PAUSE, after(2, 300));
        PaceLevel level = PaceLevel.FREE;
        for (int i = 0; i < 10; i++) {
            level = next(OptionalLong.empty());
        }
        assertEquals(PaceLevel.PAUSE, level);
        assertEquals(PaceLevel.FREE, next(OptionalLong.empty()));
        assertEquals(PaceLevel.FREE, next(300));
        assertEquals(PaceLevel.PAUSE, next(300));
    }

    @Test
    void aGapBetweenTwoHighSamplesIsNoDrop() {
        assertEquals(PaceLevel.FREE, next(300));
        assertEquals(PaceLevel.FREE, next(OptionalLong.empty()));
        assertEquals(PaceLevel.PAUSE, next(300));
    }

    @Test
    void zeroSwitchesALimitOff() {
        Gauge onlyPause = new Gauge(new Limit(0, 200), LONGEST, Duration.ZERO);
        Gauge onlySlow = new Gauge(new Limit(100, 0), LONGEST, Duration.ZERO);
        Gauge none = new Gauge(new Limit(0, 0), LONGEST, Duration.ZERO);
        for (int second = 1; second < 20; second++) {
            long at = Duration.ofSeconds(second).toNanos();
            PaceLevel expected = second == 1 ? PaceLevel.FREE : PaceLevel.PAUSE;
            assertEquals(expected, onlyPause.sample(OptionalLong.of(Long.MAX_VALUE / 8), at));
            assertEquals(expected.atMost(PaceLevel.SLOW), onlySlow.sample(OptionalLong.of(Long.MAX_VALUE / 8), at));
            assertEquals(PaceLevel.FREE, none.sample(OptionalLong.of(Long.MAX_VALUE / 8), at));
            assertFalse(onlyPause.givesUp(at + Duration.ofDays(100).toNanos()), "0s waits for ever");
        }
    }
}
