package io.tracker.agent.publish;

import io.tracker.agent.config.NearestName;
import io.tracker.agent.failure.OperatorException;
import io.tracker.schemas.day.Plan.PlannedTable;
import java.util.List;

/** Planned tables by the name that people write, {@code schema.table}. */
public final class NamedTables {
    private NamedTables() {}

    /**
     * Those of that name: several where names have dots, or where they are of several replica sets.
     *
     * @throws OperatorException if there is none
     */
    public static List<PlannedTable> of(List<PlannedTable> planned, String name) {
        List<PlannedTable> found =
                planned.stream().filter(one -> name(one).equals(name)).toList();
        if (found.isEmpty()) {
            throw new OperatorException(
                    "table is not planned: " + name
                            + NearestName.of(
                                            name,
                                            planned.stream()
                                                    .map(NamedTables::name)
                                                    .toList())
                                    .map(nearest -> " (nearest: " + nearest + ")")
                                    .orElse(""),
                    "'tracker-agent list' shows the tables of the day, as schema.table behind the replica set");
        }
        return found;
    }

    private static String name(PlannedTable planned) {
        return planned.table().schema() + "." + planned.table().table();
    }
}
