package io.tracker.jobs.backup;

import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.names.TableRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a replica set recorded for a day, found by table: thousands of tables are asked for one after another. Immutable. */
final class RecordedSet {
    private final ReplicaSetDay day;
    private final Map<TableName, List<Outcome>> outcomes = new HashMap<>();
    private final Map<TableName, List<TableRef>> planned = new HashMap<>();
    private final Set<String> schemas = new HashSet<>();

    RecordedSet(ReplicaSetDay day) {
        this.day = day;
        day.complete().ifPresent(complete -> complete.outcomes().forEach(outcome -> {
            TableRef table = outcome.table().table();
            outcomes.computeIfAbsent(name(table), any -> new ArrayList<>()).add(outcome);
            schemas.add(table.schema());
        }));
        day.plan().ifPresent(plan -> plan.tables()
                .forEach(owed -> planned.computeIfAbsent(name(owed.table()), any -> new ArrayList<>())
                        .add(owed.table())));
    }

    ReplicaSetDay day() {
        return day;
    }

    boolean isComplete() {
        return day.complete().isPresent();
    }

    /** The outcomes of a table, one a shard; none before the day is complete. */
    List<Outcome> outcomes(TableName name) {
        return outcomes.getOrDefault(name, List.of());
    }

    /** The shards that a table is planned for. */
    List<TableRef> planned(TableName name) {
        return planned.getOrDefault(name, List.of());
    }

    /** The shards of which any table has an outcome; none before the day is complete. */
    Set<String> schemas() {
        return schemas;
    }

    private static TableName name(TableRef table) {
        return new TableName(table.dataset(), table.table());
    }
}
