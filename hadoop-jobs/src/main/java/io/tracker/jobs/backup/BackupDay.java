package io.tracker.jobs.backup;

import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.names.TableRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the whole fleet recorded for a day.
 *
 * @param dt the day
 * @param fleet what the operator expects; empty when there is no {@code fleet.json}
 * @param replicaSets those that recorded anything
 */
public record BackupDay(LocalDate dt, Optional<Fleet> fleet, List<ReplicaSetDay> replicaSets) {
    public BackupDay {
        replicaSets = List.copyOf(replicaSets);
    }

    /** What a replica set recorded. */
    Optional<ReplicaSetDay> of(String replicaSet) {
        return replicaSets.stream()
                .filter(day -> day.replicaSet().equals(replicaSet))
                .findFirst();
    }

    /** Every table that a manifest is recorded or owed for. */
    public SortedSet<TableName> tables() {
        SortedSet<TableName> names = new TreeSet<>();
        for (ReplicaSetDay day : replicaSets) {
            Stream<TableRef> recorded = day.complete().isPresent()
                    ? day.complete().get().outcomes().stream()
                            .filter(outcome -> outcome.result() != Outcome.Result.DROPPED)
                            .map(outcome -> outcome.table().table())
                    : day.plan().map(Plan::tables).orElse(List.of()).stream().map(Plan.PlannedTable::table);
            recorded.forEach(table -> names.add(new TableName(table.dataset(), table.table())));
        }
        return names;
    }
}
