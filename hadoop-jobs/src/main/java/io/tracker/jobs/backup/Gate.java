package io.tracker.jobs.backup;

import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.plan.Gap;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.names.EncodedName;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
 *
 * <p>What was recorded is indexed once, so that thousands of tables may be asked for. Immutable.
 */
public final class Gate {
    private final BackupDay day;
    private final Map<String, RecordedSet> recorded = new HashMap<>();
    private final Map<String, List<Gap>> gapsOfFleet = new HashMap<>();

    /** The true names of all replica sets that are known of, by what their names become in the store. */
    private final Map<String, String> trueNames = new HashMap<>();

    public Gate(BackupDay day) {
        this.day = day;
        for (ReplicaSetDay set : day.replicaSets()) {
            recorded.put(set.replicaSet(), new RecordedSet(set));
            trueNames.put(EncodedName.of(set.replicaSet()), set.replicaSet());
        }
        for (Fleet.ReplicaSet set : expectedByFleet()) {
            trueNames.put(EncodedName.of(set.name()), set.name());
            gapsOfFleet.put(set.name(), gapsOfFleet(set));
        }
    }

    /**
     * Everything that is missing; nothing when the table may be converted.
     *
     * @param manifests the current ones of the table
     * @throws OperatorException if a replica set or shard that {@code fleet.json} does not expect has a manifest: its rows may be doubles
     */
    public List<Gap> gaps(CurrentManifests manifests) {
        SortedSet<String> having = new TreeSet<>();
        for (String encoded : manifests.encodedReplicaSets()) {
            having.add(trueNames.getOrDefault(encoded, encoded));
        }
        SortedSet<String> expected = new TreeSet<>(gapsOfFleet.keySet());
        if (day.fleet().isPresent()) {
            requireNoStrangers(expected, having, manifests);
            requireNobodyWhoLeft(manifests);
        } else {
            expected.addAll(recorded.keySet());
            expected.addAll(having);
        }
        List<Gap> gaps = new ArrayList<>();
        for (String replicaSet : expected) {
            RecordedSet set = recorded.get(replicaSet);
            if (set != null && set.isComplete()) {
                gapsOfOutcomes(set, manifests, gaps);
                gaps.addAll(gapsOfFleet.getOrDefault(replicaSet, List.of()));
            } else {
                gaps.add(notComplete(replicaSet, Optional.ofNullable(set), manifests));
            }
        }
        return gaps;
    }

    private List<Fleet.ReplicaSet> expectedByFleet() {
        return day.fleet().map(fleet -> fleet.expected(day.dt())).orElse(List.of());
    }

    private void requireNoStrangers(SortedSet<String> expected, SortedSet<String> having, CurrentManifests manifests) {
        for (String replicaSet : having) {
            if (!expected.contains(replicaSet)) {
                throw new OperatorException(
                        "Replica set is not expected: " + replicaSet + " has a manifest of " + manifests.name() + " of "
                                + manifests.oneShardOf(EncodedName.of(replicaSet)) + " dt=" + day.dt() + ", and "
                                + ObjectNames.fleet() + " does not list it for that day",
                        "list it with its from and until days, so that no row is taken twice or left out");
            }
        }
    }

    /** A shard that moved away may still be there, as a copy: whoever is listed for other days alone must have no manifest. */
    private void requireNobodyWhoLeft(CurrentManifests manifests) {
        for (Fleet.ReplicaSet set : expectedByFleet()) {
            Set<String> listed = set.schemas().stream()
                    .filter(shard -> shard.expects(day.dt()))
                    .map(Fleet.Shard::schema)
                    .collect(Collectors.toSet());
            for (Fleet.Shard shard : set.schemas()) {
                TableRef table = new TableRef(
                        set.name(),
                        shard.schema(),
                        manifests.name().dataset(),
                        manifests.name().table());
                if (!listed.contains(shard.schema()) && manifests.number(table).isPresent()) {
                    throw new OperatorException(
                            "Shard is not expected: " + table.shard() + " has a manifest of " + manifests.name()
                                    + " dt=" + day.dt() + ", and " + ObjectNames.fleet()
                                    + " lists it for other days alone",
                            "list it for that day, or keep it out of the agent's plan, so that no row is taken twice or left out");
                }
            }
        }
    }

    private Gap notComplete(String replicaSet, Optional<RecordedSet> set, CurrentManifests manifests) {
        StringBuilder reason = new StringBuilder("has not completed the day (");
        reason.append(ObjectNames.complete(day.dt(), replicaSet)).append(" is missing)");
        if (set.isEmpty() || set.get().day().plan().isEmpty()) {
            reason.append(", and no agent has planned it");
        } else {
            List<String> owed = set.get().planned(manifests.name()).stream()
                    .filter(shard -> manifests.number(shard).isEmpty())
                    .map(TableRef::schema)
                    .toList();
            reason.append(owed.isEmpty() ? "" : ", and owes this table of " + String.join(", ", owed));
        }
        return new Gap(replicaSet, Optional.empty(), reason.toString());
    }

    private static void gapsOfOutcomes(RecordedSet set, CurrentManifests manifests, List<Gap> gaps) {
        for (Outcome outcome : set.outcomes(manifests.name())) {
            TableRef table = outcome.table().table();
            Optional<String> reason =
                    switch (outcome.result()) {
                        case MANIFEST -> missing(outcome, manifests.number(table));
                        case REFUSED ->
                            Optional.of(
                                    "refused by the agent: " + outcome.reason().orElseThrow());
                        case DROPPED -> Optional.empty();
                    };
            reason.ifPresent(words -> gaps.add(new Gap(table.replicaSet(), Optional.of(table.schema()), words)));
        }
    }

    /** Why an outcome's manifest does not stand; empty where it does, or a later one. */
    static Optional<String> missing(Outcome outcome, OptionalInt found) {
        int number = outcome.manifest().orElseThrow().number();
        if (found.isPresent() && found.getAsInt() >= number) {
            return Optional.empty();
        }
        return Optional.of("manifest is missing, though its outcome is recorded: "
                + ObjectNames.manifest(outcome.table(), number));
    }

    /** Shards without any table, of a replica set that ended the day. */
    private List<Gap> gapsOfFleet(Fleet.ReplicaSet expected) {
        RecordedSet set = recorded.get(expected.name());
        return set == null
                ? List.of()
                : expected.schemas().stream()
                        .filter(shard ->
                                shard.expects(day.dt()) && !set.schemas().contains(shard.schema()))
                        .map(shard -> new Gap(
                                expected.name(),
                                Optional.of(shard.schema()),
                                ObjectNames.fleet() + " expects this shard, and no table of it has an outcome"))
                        .toList();
    }
}
