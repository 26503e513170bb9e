package io.tracker.jobs.backup;

import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.names.TableRef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

    /** When the day ended, and whatever it owes began to be owed. */
    Instant cutoff() {
        return dt.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether nobody recorded anything, and nobody says who should have. */
    public boolean isUnknown() {
        return replicaSets.isEmpty() && expected().isEmpty();
    }

    /** The replica sets that must end the day: those of {@code fleet.json}, or without it those that recorded anything. */
    SortedSet<String> expected() {
        SortedSet<String> names = new TreeSet<>();
        if (fleet.isPresent()) {
            fleet.get().expected(dt).forEach(set -> names.add(set.name()));
        } else {
            replicaSets.forEach(set -> names.add(set.replicaSet()));
        }
        return names;
    }

    /** Those of them that have not ended it. */
    public SortedSet<String> owing() {
        SortedSet<String> names = expected();
        replicaSets.stream().filter(set -> set.complete().isPresent()).forEach(set -> names.remove(set.replicaSet()));
        return names;
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
