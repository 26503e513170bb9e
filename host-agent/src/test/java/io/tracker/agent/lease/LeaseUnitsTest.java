package io.tracker.agent.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.names.TableRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LeaseUnitsTest {
    private static final long MIB = 1L << 20;

    static PlannedTable table(String name, long bytes) {
        return new PlannedTable(new TableRef("rs1", "pins", "pins", name), "InnoDB", bytes);
    }

    static Plan plan(List<PlannedTable> tables) {
        return new Plan(
                "nonce",
                "rs1",
                LocalDate.of(2026, 11, 20),
                List.of("uuid"),
                Instant.EPOCH,
                "db1",
                Optional.empty(),
                tables);
    }

    @Test
    void leasesALargeTableByItselfAndSmallOnesTogether() {
        PlannedTable huge = table("huge", 900 * MIB);
        PlannedTable large = table("large", 65 * MIB);
        PlannedTable small = table("small", MIB);
        PlannedTable empty = table("empty", 0);
        LeaseUnits units = LeaseUnits.of(plan(List.of(small, huge, empty, large)));
        assertEquals(0, units.of(huge.table()));
        assertEquals(1, units.of(large.table()));
        assertEquals(2, units.of(small.table()));
        assertEquals(2, units.of(empty.table()));
    }

    @Test
    void boundsABatchInBytesAndInTables() {
        List<PlannedTable> tables = IntStream.range(0, 1000)
                .mapToObj(i -> table("t" + i, i < 10 ? 30 * MIB : 1000))
                .toList();
        LeaseUnits units = LeaseUnits.of(plan(tables));
        Map<Integer, List<PlannedTable>> batches =
                tables.stream().collect(Collectors.groupingBy(table -> units.of(table.table())));
        batches.values().forEach(batch -> {
            long bytes = batch.stream().mapToLong(PlannedTable::estimatedBytes).sum();
            assertTrue(batch.size() <= 100 && bytes <= 64 * MIB, batch.size() + " tables, " + bytes + " bytes");
        });
        // the last pair of large ones leaves room for the first small ones
        assertEquals(5 + 9, batches.size());
    }

    @Test
    void isTheSameInAnyOrderOfThePlan() {
        List<PlannedTable> tables = new ArrayList<>(IntStream.range(0, 300)
                .mapToObj(i -> table("t" + i, i % 7 * MIB))
                .toList());
        LeaseUnits units = LeaseUnits.of(plan(tables));
        Collections.shuffle(tables, new Random(4));
        LeaseUnits shuffled = LeaseUnits.of(plan(tables));
        tables.forEach(table -> assertEquals(units.of(table.table()), shuffled.of(table.table())));
    }

    @Test
    void refusesATableThatIsNotPlanned() {
        LeaseUnits units = LeaseUnits.of(plan(List.of(table("a", 1))));
        assertThrows(
                IllegalArgumentException.class, () -> units.of(table("b", 1).table()));
    }
}
