package io.tracker.agent.lease;

import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.names.TableRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is leased as one: a large table by itself, small ones in batches. It follows from the plan, which all agents share, so that all
 * count alike; agents whose limits differ would merely do some work twice.
 */
final class LeaseUnits {
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_TABLES = 100;

    private final Map<TableRef, Integer> units;

    private LeaseUnits(Map<TableRef, Integer> units) {
        this.units = units;
    }

    static LeaseUnits of(Plan plan) {
        List<PlannedTable> tables = plan.tables().stream()
                .sorted(Comparator.comparingLong(PlannedTable::estimatedBytes)
                        .reversed()
                        .thenComparing(planned -> planned.table().schema())
                        .thenComparing(planned -> planned.table().table()))
                .toList();
        Map<TableRef, Integer> units = new HashMap<>();
        int unit = 0;
        int count = 0;
        long bytes = 0;
        for (PlannedTable planned : tables) {
            if (count == MOST_TABLES || (count > 0 && bytes + planned.estimatedBytes() > MOST_BYTES)) {
                unit++;
                count = 0;
                bytes = 0;
            }
            units.put(planned.table(), unit);
            count++;
            bytes += planned.estimatedBytes();
        }
        return new LeaseUnits(units);
    }

    /**
     * The unit of a table.
     *
     * @throws IllegalArgumentException if the plan has no such table
     */
    int of(TableRef table) {
        Integer unit = units.get(table);
        if (unit == null) {
            throw new IllegalArgumentException("Table is not planned: " + table);
        }
        return unit;
    }
}
