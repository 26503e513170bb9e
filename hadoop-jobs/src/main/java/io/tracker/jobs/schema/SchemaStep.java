package io.tracker.jobs.schema;

import io.tracker.schemas.day.SchemaChange;
import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedSchema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From one day to a later one. Shards that made the same step, from one schema to the same other one, are told together, so that a migration
 * that reaches shard after shard shows as such.
 *
 * @param from the earlier day
 * @param to the later day
 * @param before its schemas; at least one
 * @param after its schemas; at least one
 */
public record SchemaStep(LocalDate from, LocalDate to, List<SourceSchema> before, List<SourceSchema> after) {
    private record Alteration(CapturedSchema before, CapturedSchema after) {}

    public SchemaStep {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** All changes, of the schemas in the order of their first shards, and then the shards that came and went. */
    public List<SchemaChange> changes() {
        Map<TableRef, CapturedSchema> old = byShard(before);
        Map<TableRef, CapturedSchema> now = byShard(after);
        Map<Alteration, List<String>> altered = new LinkedHashMap<>();
        List<String> added = new ArrayList<>();
        Map<String, CapturedSchema> oneOfEach = new HashMap<>();
        for (Map.Entry<TableRef, CapturedSchema> shard : now.entrySet()) {
            CapturedSchema earlier = old.get(shard.getKey());
            if (earlier == null) {
                added.add(shard.getKey().shard());
            } else if (!earlier.hash().equals(shard.getValue().hash())) {
                Alteration alteration = new Alteration(
                        oneOfEach.computeIfAbsent(earlier.hash(), any -> earlier),
                        oneOfEach.computeIfAbsent(shard.getValue().hash(), any -> shard.getValue()));
                altered.computeIfAbsent(alteration, any -> new ArrayList<>())
                        .add(shard.getKey().shard());
            }
        }
        List<String> gone = old.keySet().stream()
                .filter(shard -> !now.containsKey(shard))
                .map(TableRef::shard)
                .toList();
        int both = now.size() - added.size();
        List<SchemaChange> changes = new ArrayList<>();
        altered.forEach((alteration, shards) -> SchemaComparison.between(alteration.before(), alteration.after())
                .forEach(change -> changes.add(change(change, shards, both))));
        addShards(SchemaChange.Kind.SHARDS_NEW, added, both + added.size() + gone.size(), changes);
        addShards(SchemaChange.Kind.SHARDS_GONE, gone, both + added.size() + gone.size(), changes);
        return changes;
    }

    private void addShards(SchemaChange.Kind kind, List<String> shards, int of, List<SchemaChange> changes) {
        if (!shards.isEmpty()) {
            changes.add(
                    change(new ColumnChange(kind, Optional.empty(), Optional.empty(), Optional.empty()), shards, of));
        }
    }

    private SchemaChange change(ColumnChange change, Collection<String> shards, int of) {
        return new SchemaChange(
                after.get(0).tables().get(0).dataset(),
                after.get(0).tables().get(0).table(),
                from,
                to,
                change.kind(),
                change.column(),
                change.before(),
                change.after(),
                new SchemaChange.Shards(
                        shards.size(),
                        of,
                        shards.stream()
                                .sorted()
                                .limit(SchemaChange.Shards.NAMED)
                                .toList()));
    }

    private static Map<TableRef, CapturedSchema> byShard(List<SourceSchema> sources) {
        Map<TableRef, CapturedSchema> schemas = new LinkedHashMap<>();
        sources.forEach(source -> source.tables().forEach(table -> schemas.put(table, source.schema())));
        return schemas;
    }
}
