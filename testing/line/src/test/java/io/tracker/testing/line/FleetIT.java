package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.fleet.FleetRounds;
import io.tracker.testing.line.fleet.Round;
import io.tracker.testing.servers.Engine;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 12 seeded schedules of the fleet on each engine; {@link FleetSoak} goes on from here. */
final class FleetIT {
    private static final long SEED = 1;
    private static final int SCHEDULES = 12;

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void everyScheduleEndsInACompleteDayThatTheOracleConfirms(Engine engine) throws Exception {
        Map<String, Integer> happened = new TreeMap<>();
        int schedules = 0;
        try (FleetRounds rounds = FleetRounds.begin(TestLines.options(engine, "fleet", 0))) {
            for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
                Round round = rounds.play(seed);
                System.out.println(engine.title() + " " + round);
                round.happened().forEach((kind, count) -> happened.merge(kind, count, Integer::sum));
                schedules++;
            }
        }
        assertEquals(SCHEDULES, schedules);
        assertTrue(
                happened.containsKey("promotion") && happened.containsKey("SIGKILL") && happened.containsKey("SIGSTOP"),
                () -> "little happened: " + happened);
    }
}
