package io.tracker.schemas.day;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 11, 20);

    @Test
    void expectsFromTheFirstDayToTheLast() {
        Fleet fleet = new Fleet(List.of(set("rs1", FIRST, LAST), set("rs2", LAST, null)));

        assertEquals(List.of(), names(fleet, FIRST.minusDays(1)));
        assertEquals(List.of("rs1"), names(fleet, FIRST));
        assertEquals(List.of("rs1", "rs2"), names(fleet, LAST));
        assertEquals(List.of("rs2"), names(fleet, LAST.plusDays(1)));
    }

    @Test
    void takesAShardThatLeftAndCameBack() {
        Fleet.ReplicaSet set =
                set("rs1", FIRST, null, shard("a", FIRST, FIRST.plusDays(2)), shard("a", FIRST.plusDays(9), null));

        assertEquals(
                1, set.schemas().stream().filter(shard -> shard.expects(LAST)).count());
        assertEquals(
                0,
                set.schemas().stream()
                        .filter(shard -> shard.expects(FIRST.plusDays(3)))
                        .count());
    }

    @Test
    void refusesAReplicaSetTwice() {
        assertRefuses(
                "Replica set is listed twice: rs1",
                () -> new Fleet(List.of(set("rs1", FIRST, FIRST), set("rs1", LAST, null))));
    }

    @Test
    void refusesAShardTwiceForADay() {
        assertRefuses(
                "Shard is listed twice for a day: rs1.a (from 2026-11-01 until 2026-11-20 and from 2026-11-20)",
                () -> set("rs1", FIRST, null, shard("a", FIRST, LAST), shard("a", LAST, null)));
    }

    @Test
    void refusesALastDayBeforeTheFirst() {
        assertRefuses(
                "Last day is before the first: replica set rs1 (got from 2026-11-20 until 2026-11-01)",
                () -> set("rs1", LAST, FIRST));
        assertRefuses(
                "Last day is before the first: shard a (got from 2026-11-20 until 2026-11-01)",
                () -> shard("a", LAST, FIRST));
    }

    @Test
    void refusesAShardThatIsNeverExpected() {
        assertRefuses(
                "Shard rs1.a is never expected (got from 2026-11-21, its replica set is expected from 2026-11-01 until"
                        + " 2026-11-20)",
                () -> set("rs1", FIRST, LAST, shard("a", LAST.plusDays(1), null)));
    }

    private static List<String> names(Fleet fleet, LocalDate dt) {
        return fleet.expected(dt).stream().map(Fleet.ReplicaSet::name).toList();
    }

    private static Fleet.ReplicaSet set(String name, LocalDate from, LocalDate until, Fleet.Shard... shards) {
        return new Fleet.ReplicaSet(name, from, Optional.ofNullable(until), List.of(shards));
    }

    private static Fleet.Shard shard(String schema, LocalDate from, LocalDate until) {
        return new Fleet.Shard(schema, from, Optional.ofNullable(until));
    }

    private static void assertRefuses(String message, org.junit.jupiter.api.function.Executable made) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
    }
}
