package io.tracker.jobs.backup;

import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.day.Complete;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.names.TableRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a replica set recorded for a day.
 *
 * @param replicaSet its name
 * @param plan what it owes; empty before an agent planned
 * @param complete present once every planned table has an outcome
 */
public record ReplicaSetDay(String replicaSet, Optional<Plan> plan, Optional<Complete> complete) {
    public ReplicaSetDay {
        Objects.requireNonNull(replicaSet, "replicaSet");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(complete, "complete");
    }

    /** The outcomes of a table, one a shard; none before the day is complete. */
    List<Outcome> outcomes(TableName name) {
        return complete.map(Complete::outcomes).orElse(List.of()).stream()
                .filter(outcome -> isOf(name, outcome.table().table()))
                .toList();
    }

    /** The shards that a table is planned for. */
    List<TableRef> planned(TableName name) {
        return plan.map(Plan::tables).orElse(List.of()).stream()
                .map(Plan.PlannedTable::table)
                .filter(table -> isOf(name, table))
                .toList();
    }

    private static boolean isOf(TableName name, TableRef table) {
        return table.dataset().equals(name.dataset()) && table.table().equals(name.table());
    }
}
