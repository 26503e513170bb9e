package io.tracker.agent.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.server.ServerException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Here a set of GTIDs is the number of its last transaction. */
final class ReceivedMarksTest {
    private final ReceivedMarks marks = new ReceivedMarks();

    private long lagAt(long second, long received, long applied) throws ServerException {
        return marks.sample(
                        Long.toString(received),
                        Duration.ofSeconds(second).toNanos(),
                        gtids -> Long.parseLong(gtids) <= applied)
                .toSeconds();
    }

    @Test
    void nothingToApplyIsNoLagHoweverLongTheSourceIsIdle() throws ServerException {
        assertEquals(0, lagAt(0, 10, 10));
        assertEquals(0, lagAt(3_600, 10, 10));
        assertEquals(0, lagAt(90_000, 10, 10));
    }

    @Test
    void theOldestThatIsNotAppliedCounts() throws ServerException {
        assertEquals(0, lagAt(0, 10, 10));
        assertEquals(0, lagAt(1, 11, 10));
        assertEquals(1, lagAt(2, 12, 10));
        assertEquals(4, lagAt(5, 20, 10));
        // 11 came by second 1, 12 by second 2, 20 by second 5
        assertEquals(4, lagAt(6, 20, 11));
        assertEquals(2, lagAt(7, 20, 19));
        assertEquals(0, lagAt(8, 20, 20));
    }

    @Test
    void aBusyReplicaThatKeepsUpHasNoLag() throws ServerException {
        for (long second = 0; second < 1_000; second++) {
            assertEquals(0, lagAt(second, second * 50 + 7, second * 50), "at " + second);
        }
    }

    @Test
    void aLongStandstillIsMeasuredInBoundedMemory() throws ServerException {
        lagAt(0, 0, 0);
        for (long second = 1; second <= 100_000; second++) {
            assertEquals(second - 1, lagAt(second, second, 0));
        }
        long halfWay = lagAt(100_001, 100_000, 50_000);
        assertTrue(halfWay > 40_000 && halfWay < 51_000, "lag " + halfWay);
        assertEquals(0, lagAt(100_002, 100_000, 100_000));
    }
}
