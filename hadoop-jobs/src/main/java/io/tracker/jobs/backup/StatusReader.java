package io.tracker.jobs.backup;

import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.day.DayStatus;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.names.EncodedName;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** Reads how a day stands: one listing a table, one of the outcomes of each replica set that has not ended the day. Thread safe. */
public final class StatusReader {
    /** How far back the last day is looked for that a replica set ended. */
    private static final int DAYS_BACK = 14;

    private final BackupRoot root;
    private final ParallelReads reads;
    private final Documents documents = new Documents();

    public StatusReader(BackupRoot root, ParallelReads reads) {
        this.root = root;
        this.reads = reads;
    }

    /**
     * Reads a day's status.
     *
     * @throws OperatorException if every replica set has ended the day, and no table of the filter's was planned
     */
    public DayStatus read(BackupDay day, TableFilter filter) throws IOException {
        Map<TableName, CurrentManifests> manifests = manifests(day, filter);
        requireKnown(day, filter, manifests);
        Map<String, Fleet.ReplicaSet> fleet = new HashMap<>();
        day.fleet().ifPresent(known -> known.expected(day.dt()).forEach(set -> fleet.put(set.name(), set)));
        List<SetLook> looks =
                reads.all(List.copyOf(sets(day, manifests).values()), set -> look(day, fleet, set, filter, manifests));
        List<DayStatus.ReplicaSetStatus> statuses =
                looks.stream().map(SetLook::status).toList();
        List<DayStatus.Missing> missing =
                looks.stream().flatMap(look -> look.missing().stream()).toList();
        boolean strangers = statuses.stream().anyMatch(set -> set.state() == DayStatus.State.UNEXPECTED);
        return new DayStatus(
                day.dt(),
                missing.isEmpty() && !strangers && !day.isUnknown(),
                day.fleet().isPresent() ? DayStatus.Expectation.FLEET : DayStatus.Expectation.RECORDED,
                filter.dataset(),
                filter.table(),
                statuses,
                missing);
    }

    private record SetLook(DayStatus.ReplicaSetStatus status, List<DayStatus.Missing> missing) {}

    /** Whoever recorded anything, is expected, or is known by a manifest alone; in order of their names. */
    private static SortedMap<String, ReplicaSetDay> sets(BackupDay day, Map<TableName, CurrentManifests> manifests) {
        SortedMap<String, ReplicaSetDay> sets = new TreeMap<>();
        day.replicaSets().forEach(set -> sets.put(set.replicaSet(), set));
        day.expected().forEach(name -> sets.putIfAbsent(name, nothingOf(name)));
        Set<String> known = new HashSet<>();
        sets.keySet().forEach(name -> known.add(EncodedName.of(name)));
        for (CurrentManifests current : manifests.values()) {
            for (String encoded : current.encodedReplicaSets()) {
                if (known.add(encoded)) {
                    sets.put(encoded, nothingOf(encoded));
                }
            }
        }
        return sets;
    }

    private static ReplicaSetDay nothingOf(String replicaSet) {
        return new ReplicaSetDay(replicaSet, Optional.empty(), Optional.empty());
    }

    private Map<TableName, CurrentManifests> manifests(BackupDay day, TableFilter filter) throws IOException {
        List<TableName> names = day.tables().stream().filter(filter::accepts).toList();
        TableManifests stored = new TableManifests(root, reads);
        List<CurrentManifests> found = reads.all(names, name -> stored.list(name, day.dt()));
        Map<TableName, CurrentManifests> byName = new HashMap<>();
        found.forEach(current -> byName.put(current.name(), current));
        return byName;
    }

    private static void requireKnown(BackupDay day, TableFilter filter, Map<TableName, CurrentManifests> manifests) {
        boolean narrow = filter.dataset().isPresent() || filter.table().isPresent();
        if (narrow && manifests.isEmpty() && !day.isUnknown() && day.owing().isEmpty()) {
            throw new OperatorException(
                    "Table is of no plan: " + filter + " dt=" + day.dt(),
                    "check --dataset and --table; they are true names, and case counts");
        }
    }

    private SetLook look(
            BackupDay day,
            Map<String, Fleet.ReplicaSet> fleet,
            ReplicaSetDay set,
            TableFilter filter,
            Map<TableName, CurrentManifests> manifests)
            throws IOException {
        SetTally tally = new SetTally(set.replicaSet(), day.cutoff());
        if (set.complete().isPresent()) {
            for (Outcome outcome : set.complete().get().outcomes()) {
                tally.add(outcome, manifests.get(name(outcome.table().table())), filter);
            }
            Optional.ofNullable(fleet.get(set.replicaSet()))
                    .ifPresent(expected -> tally.addShards(expected, day.dt(), set));
        } else if (set.plan().isPresent()) {
            addPlanned(day, set, filter, manifests, tally);
        } else {
            tally.silent();
        }
        boolean unexpected = day.fleet().isPresent() && !fleet.containsKey(set.replicaSet());
        List<DayStatus.Missing> missing = unexpected ? List.of() : tally.missing();
        DayStatus.State state = unexpected ? DayStatus.State.UNEXPECTED : state(set, missing);
        boolean owes = state == DayStatus.State.PLANNED || state == DayStatus.State.SILENT;
        DayStatus.ReplicaSetStatus status = new DayStatus.ReplicaSetStatus(
                set.replicaSet(),
                state,
                tally.tables(),
                missing.isEmpty() ? Optional.empty() : Optional.of(day.cutoff()),
                set.plan().map(plan -> new DayStatus.Recorded(plan.createdAt(), plan.createdBy())),
                set.complete().map(done -> new DayStatus.Recorded(done.completedAt(), done.completedBy())),
                owes ? lastComplete(set.replicaSet(), day.dt()) : Optional.empty());
        return new SetLook(status, missing);
    }

    private static DayStatus.State state(ReplicaSetDay set, List<DayStatus.Missing> missing) {
        if (set.complete().isPresent()) {
            return missing.isEmpty() ? DayStatus.State.COMPLETE : DayStatus.State.ENDED;
        }
        return set.plan().isPresent() ? DayStatus.State.PLANNED : DayStatus.State.SILENT;
    }

    private void addPlanned(
            BackupDay day,
            ReplicaSetDay set,
            TableFilter filter,
            Map<TableName, CurrentManifests> manifests,
            SetTally tally)
            throws IOException {
        Map<String, StoredObject> outcomes = new HashMap<>();
        root.objectsBelow(ObjectNames.outcomes(day.dt(), set.replicaSet()), reads)
                .forEach(object -> outcomes.put(object.key(), object));
        for (Plan.PlannedTable planned : set.plan().orElseThrow().tables()) {
            TableRef table = planned.table();
            if (!filter.accepts(name(table))) {
                continue;
            }
            CurrentManifests current = manifests.get(name(table));
            StoredObject outcome = outcomes.get(ObjectNames.outcome(new TableDay(table, day.dt())));
            if (current.number(table).isPresent()) {
                tally.there();
            } else if (outcome != null) {
                Path path = root.path(outcome.key());
                byte[] json = root.read(outcome).orElseThrow(() -> new IOException("Outcome is gone: " + path));
                tally.add(documents.read(DocumentKind.OUTCOME, json, path.toString()), current, filter);
            } else {
                tally.owed(table);
            }
        }
        tally.notEnded(ObjectNames.complete(day.dt(), set.replicaSet()));
    }

    private Optional<LocalDate> lastComplete(String replicaSet, LocalDate dt) throws IOException {
        for (int back = 1; back <= DAYS_BACK; back++) {
            if (root.exists(ObjectNames.complete(dt.minusDays(back), replicaSet))) {
                return Optional.of(dt.minusDays(back));
            }
        }
        return Optional.empty();
    }

    private static TableName name(TableRef table) {
        return new TableName(table.dataset(), table.table());
    }
}
