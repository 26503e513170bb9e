package io.tracker.jobs.backup;

import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.plan.Gap;
import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says what a table lacks for a day, and who owes it.
 *
 * <p>With {@code fleet.json}: every replica set that it expects for the day has {@code complete.json}, every shard that it lists has an
 * outcome, and nobody else has a manifest. Without: every replica set that recorded anything for the day, or has a manifest of the
 * table, has {@code complete.json}. In both cases every outcome that names a manifest has that manifest or a later one, and a refused
 * shard is a gap.
 */
public final class Gate {
    private final BackupDay day;

    public Gate(BackupDay day) {
        this.day = day;
    }

    /**
     * Everything that is missing; nothing when the table may be converted.
     *
     * @param manifests the current ones
     * @throws OperatorException if a replica set that {@code fleet.json} does not expect has a manifest: its rows may be doubles
     */
    public List<Gap> gaps(TableName name, List<Manifest> manifests) {
        Map<TableRef, Manifest> byShard = new HashMap<>();
        manifests.forEach(manifest -> byShard.put(manifest.table().table(), manifest));
        day.fleet().ifPresent(fleet -> requireNoStrangers(fleet, byShard.keySet()));
        List<Gap> gaps = new ArrayList<>();
        for (String replicaSet : expected(byShard.keySet())) {
            Optional<ReplicaSetDay> recorded = day.of(replicaSet);
            if (recorded.isPresent() && recorded.get().complete().isPresent()) {
                gapsOfOutcomes(recorded.get(), name, byShard, gaps);
                gapsOfFleet(recorded.get(), gaps);
            } else {
                gaps.add(notComplete(replicaSet, recorded, name, byShard.keySet()));
            }
        }
        return gaps;
    }

    private void requireNoStrangers(Fleet fleet, Set<TableRef> shards) {
        Set<String> expected = fleet.replicaSets().stream()
                .filter(set -> set.expects(day.dt()))
                .map(Fleet.ReplicaSet::name)
                .collect(Collectors.toSet());
        for (TableRef shard : shards) {
            if (!expected.contains(shard.replicaSet())) {
                throw new OperatorException(
                        "Replica set is not expected: " + shard.replicaSet() + " has a manifest of " + shard + " dt="
                                + day.dt() + ", and " + ObjectNames.fleet() + " does not list it for that day",
                        "list it with its from and until days, so that no row is taken twice or left out");
            }
        }
    }

    private SortedSet<String> expected(Set<TableRef> shards) {
        SortedSet<String> names = new TreeSet<>();
        if (day.fleet().isPresent()) {
            day.fleet().get().replicaSets().stream()
                    .filter(set -> set.expects(day.dt()))
                    .forEach(set -> names.add(set.name()));
        } else {
            day.replicaSets().forEach(set -> names.add(set.replicaSet()));
            shards.forEach(shard -> names.add(shard.replicaSet()));
        }
        return names;
    }

    private Gap notComplete(String replicaSet, Optional<ReplicaSetDay> recorded, TableName name, Set<TableRef> shards) {
        StringBuilder reason = new StringBuilder("has not completed the day (");
        reason.append(ObjectNames.complete(day.dt(), replicaSet)).append(" is missing)");
        if (recorded.isEmpty() || recorded.get().plan().isEmpty()) {
            reason.append(", and no agent has planned it");
        } else {
            List<String> owed = recorded.get().planned(name).stream()
                    .filter(shard -> !shards.contains(shard))
                    .map(TableRef::schema)
                    .toList();
            reason.append(owed.isEmpty() ? "" : ", and owes this table of " + String.join(", ", owed));
        }
        return new Gap(replicaSet, Optional.empty(), reason.toString());
    }

    private static void gapsOfOutcomes(
            ReplicaSetDay recorded, TableName name, Map<TableRef, Manifest> byShard, List<Gap> gaps) {
        for (Outcome outcome : recorded.outcomes(name)) {
            Optional<String> reason =
                    switch (outcome.result()) {
                        case MANIFEST ->
                            missing(
                                    outcome,
                                    Optional.ofNullable(
                                            byShard.get(outcome.table().table())));
                        case REFUSED ->
                            Optional.of(
                                    "refused by the agent: " + outcome.reason().orElseThrow());
                        case DROPPED -> Optional.empty();
                    };
            reason.ifPresent(words -> gaps.add(new Gap(
                    recorded.replicaSet(), Optional.of(outcome.table().table().schema()), words)));
        }
    }

    private static Optional<String> missing(Outcome outcome, Optional<Manifest> found) {
        int number = outcome.manifest().orElseThrow().number();
        if (found.isPresent() && found.get().number() >= number) {
            return Optional.empty();
        }
        return Optional.of("manifest is missing, though its outcome is recorded: "
                + ObjectNames.manifest(outcome.table(), number));
    }

    private void gapsOfFleet(ReplicaSetDay recorded, List<Gap> gaps) {
        if (day.fleet().isEmpty()) {
            return;
        }
        Set<String> known = recorded.complete().orElseThrow().outcomes().stream()
                .map(outcome -> outcome.table().table().schema())
                .collect(Collectors.toSet());
        day.fleet().get().replicaSets().stream()
                .filter(set -> set.name().equals(recorded.replicaSet()))
                .flatMap(set -> set.schemas().stream())
                .filter(shard -> shard.expects(day.dt()) && !known.contains(shard.schema()))
                .forEach(shard -> gaps.add(new Gap(
                        recorded.replicaSet(),
                        Optional.of(shard.schema()),
                        ObjectNames.fleet() + " expects this shard, and no table of it has an outcome")));
    }
}
