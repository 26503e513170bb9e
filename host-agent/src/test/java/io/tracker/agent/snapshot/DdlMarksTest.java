package io.tracker.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.catalog.CapturedTable;
import io.tracker.agent.server.TableName;
import io.tracker.agent.server.TableShape;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DdlMarksTest {
    private static final long SNAPSHOT = Instant.parse("2026-11-21T00:00:10Z").getEpochSecond();
    private static final DdlMarks BEFORE = marks(3, SNAPSHOT, 0);

    @Test
    void isCertainWhileTheServerRunsNoDdl() {
        assertEquals(Optional.empty(), BEFORE.mayHaveChanged(table("2026-11-21 00:00:10"), marks(3, SNAPSHOT + 5, 5)));
    }

    @Test
    void isCertainOfATableThatIsOlderThanTheSnapshot() {
        assertEquals(Optional.empty(), BEFORE.mayHaveChanged(table("2026-11-21 00:00:08"), marks(4, SNAPSHOT + 5, 5)));
    }

    @Test
    void suspectsATableThatIsAboutAsOldAsTheSnapshotOnceTheServerRanDdl() {
        for (String createTime : List.of("2026-11-21 00:00:09", "2026-11-21 00:00:10", "2026-11-21 00:00:13")) {
            assertTrue(
                    BEFORE.mayHaveChanged(table(createTime), marks(4, SNAPSHOT + 5, 5))
                            .isPresent(),
                    createTime);
        }
    }

    @Test
    void suspectsEveryTableAfterDdlWhenTheServersClockWentBack() {
        assertTrue(BEFORE.mayHaveChanged(table("2026-11-20 00:00:00"), marks(4, SNAPSHOT - 5, 5))
                .isPresent());
    }

    @Test
    void suspectsATableWithoutACreateTimeAfterDdl() {
        assertTrue(BEFORE.mayHaveChanged(table(Optional.empty()), marks(4, SNAPSHOT + 5, 5))
                .isPresent());
    }

    private static DdlMarks marks(long alters, long serverSeconds, long elapsedSeconds) {
        return new DdlMarks(Map.of("Com_alter_table", alters), serverSeconds, elapsedSeconds * 1_000_000_000L);
    }

    private static CapturedTable table(String createTime) {
        return table(Optional.of(createTime));
    }

    private static CapturedTable table(Optional<String> createTime) {
        CapturedColumn column =
                new CapturedColumn("id", "int", "int", false, Optional.empty(), Optional.empty(), false, false, "");
        CapturedSchema schema = CapturedSchema.of("CREATE TABLE t", List.of(column), List.of());
        return new CapturedTable(
                new TableShape(new TableName("s", "t"), schema, false), new CapturedTable.Facts(createTime, 0));
    }
}
