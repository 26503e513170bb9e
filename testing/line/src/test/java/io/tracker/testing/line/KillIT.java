package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.servers.ContinuousWriter;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.SeededData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGKILL of the agent at 20 seeded moments on each engine; {@link Soak} goes on from here. */
final class KillIT {
    private static final long SEED = 20261120;
    private static final int KILLS = 20;
    private static final int MOST_ROUNDS = 2 * KILLS;

    @ParameterizedTest
    @EnumSource
    void theOracleHoldsAfterEachKillAndTheNextRunCompletesTheDay(Engine engine) throws Exception {
        List<KillRounds.Round> rounds = new ArrayList<>();
        try (Line line = Line.start(TestLines.options(engine, "kill", 2))) {
            SeededData data = SeededData.of(SEED, 0.01);
            data.load(line.primary());
            line.catchUp();
            try (ContinuousWriter writer = ContinuousWriter.start(line.primary(), SEED, 20)) {
                KillRounds kills = KillRounds.begin(line, SEED);
                while (killed(rounds) < KILLS && rounds.size() < MOST_ROUNDS) {
                    KillRounds.Round round = kills.next();
                    System.out.println(engine.title() + " " + round);
                    rounds.add(round);
                }
                assertEquals(0, writer.failures(), () -> "writes failed: " + writer.lastFailure());
            }
            assertTrue(
                    rounds.stream()
                            .allMatch(round -> round.tables() == data.rows().size()),
                    () -> "a day is complete with fewer tables than there are: " + rounds);
        }
        assertEquals(KILLS, killed(rounds), () -> "runs ended before they were killed: " + rounds);
    }

    private static long killed(List<KillRounds.Round> rounds) {
        return rounds.stream().filter(round -> !round.endedBefore()).count();
    }
}
