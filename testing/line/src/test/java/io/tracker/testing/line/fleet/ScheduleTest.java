package io.tracker.testing.line.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.servers.Engine;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final int SEEDS = 500;

    @Test
    void aSeedGivesTheSameScheduleAgainAndAnotherSeedAnother() {
        for (Engine engine : Engine.values()) {
            assertEquals(Schedule.of(engine, 7).text(), Schedule.of(engine, 7).text());
        }
        assertNotEquals(
                Schedule.of(Engine.MYSQL, 7).steps(),
                Schedule.of(Engine.MYSQL, 8).steps());
    }

    @Test
    void tellsTheCommandThatPlaysItAgain() {
        assertEquals(
                "./tracker soak --fleet --engine mariadb --seed 7 --schedules 1",
                Schedule.of(Engine.MARIADB, 7).command());
    }

    @Test
    void everyScheduleStartsAllThreeAgents() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Set<Integer> started = new TreeSet<>();
            for (Step step : Schedule.of(Engine.MARIADB, seed).steps()) {
                if (step.event() instanceof Event.StartAgent start) {
                    started.add(start.host());
                }
            }
            assertEquals(Set.of(1, 2, 3), started, "seed " + seed);
        }
    }

    @Test
    void whatSchedulesDrawIsEveryKindOfEventWithLeasesOnAndOff() {
        Set<String> kinds = new HashSet<>();
        Set<String> leases = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Schedule schedule = Schedule.of(Engine.MYSQL, seed);
            leases.add(schedule.settings().get("lease.mode"));
            schedule.steps().forEach(step -> kinds.add(step.event().kind()));
        }
        assertEquals(Set.of("on", "off"), leases);
        assertTrue(kinds.containsAll(Set.of("SIGKILL", "SIGSTOP", "SIGCONT", "promotion", "start")), kinds.toString());
        for (Alteration alteration : Alteration.values()) {
            assertTrue(kinds.contains(alteration.words()), kinds + " lacks " + alteration);
        }
        for (StoreTrouble trouble : StoreTrouble.values()) {
            String kind = new Event.StoreFault(1, trouble, 0, ".*", 0, 1).kind();
            assertTrue(kinds.contains(kind), kinds + " lacks " + kind);
        }
    }
}
