package io.tracker.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AlterationGuardTest {
    private static final long SNAPSHOT = Instant.parse("2026-11-21T00:00:10Z").getEpochSecond();
    private static final DdlMarks AT_SNAPSHOT = marks(3, SNAPSHOT, 0);
    private static final AlterationGuard GUARD = new AlterationGuard(AT_SNAPSHOT);

    @Test
    void isCertainOfATableThatIsOlderThanTheSnapshot() {
        assertEquals(Optional.empty(), GUARD.mayBeYounger("2026-11-21 00:00:08", marks(4, SNAPSHOT + 5, 5)));
    }

    @Test
    void suspectsATableThatIsAboutAsOldAsTheSnapshot() {
        for (String createTime : List.of("2026-11-21 00:00:09", "2026-11-21 00:00:10", "2026-11-21 00:00:13")) {
            assertTrue(GUARD.mayBeYounger(createTime, marks(4, SNAPSHOT + 5, 5)).isPresent(), createTime);
        }
    }

    @Test
    void suspectsEveryTableWhenTheServersClockWentBack() {
        assertTrue(GUARD.mayBeYounger("2026-11-20 00:00:00", marks(4, SNAPSHOT - 5, 5))
                .isPresent());
    }

    @Test
    void seesDdlInAnyCounter() {
        assertTrue(AT_SNAPSHOT.sameCounters(marks(3, SNAPSHOT + 5, 5)));
        assertFalse(AT_SNAPSHOT.sameCounters(marks(4, SNAPSHOT, 0)));
    }

    @Test
    void tellsDdlThatNamesTablesFromDdlThatDoesNot() {
        DdlMarks created = new DdlMarks(Map.of("Com_alter_table", 3L, "Com_create_table", 1L), SNAPSHOT, 0);
        assertFalse(AT_SNAPSHOT.sameCounters(created));
        assertTrue(AT_SNAPSHOT.sameNames(created));
        assertFalse(AT_SNAPSHOT.sameNames(marks(4, SNAPSHOT, 0)));
    }

    private static DdlMarks marks(long alters, long serverSeconds, long elapsedSeconds) {
        return new DdlMarks(Map.of("Com_alter_table", alters), serverSeconds, elapsedSeconds * 1_000_000_000L);
    }
}
