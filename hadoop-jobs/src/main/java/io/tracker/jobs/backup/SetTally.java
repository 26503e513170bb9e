package io.tracker.jobs.backup;

import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.day.DayStatus;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Counts how the tables of one replica set stand, and notes what is missing. Not thread safe. */
final class SetTally {
    private final String replicaSet;
    private final Instant since;
    private final List<DayStatus.Missing> missing = new ArrayList<>();
    private int planned;
    private int there;
    private int dropped;
    private int refused;

    SetTally(String replicaSet, Instant since) {
        this.replicaSet = replicaSet;
        this.since = since;
    }

    /** What is missing so far. */
    List<DayStatus.Missing> missing() {
        return missing;
    }

    DayStatus.Tables tables() {
        return new DayStatus.Tables(planned, there, dropped, refused);
    }

    /** A planned table has its manifest. */
    void there() {
        planned++;
        there++;
    }

    /** Nothing is known yet of a planned table. */
    void owed(TableRef table) {
        planned++;
        add(table, "planned, and nothing is recorded");
    }

    /** A table has an outcome. */
    void add(Outcome outcome, CurrentManifests current, TableFilter filter) {
        TableRef table = outcome.table().table();
        if (!filter.accepts(new TableName(table.dataset(), table.table()))) {
            return;
        }
        planned++;
        switch (outcome.result()) {
            case DROPPED -> dropped++;
            case REFUSED -> {
                refused++;
                add(table, "refused by the agent: " + outcome.reason().orElseThrow());
            }
            case MANIFEST -> {
                Optional<String> gone = Gate.missing(outcome, current.number(table));
                if (gone.isEmpty()) {
                    there++;
                } else {
                    add(table, gone.get());
                }
            }
        }
    }

    /** Shards that {@code fleet.json} expects of a replica set that ended the day. */
    void addShards(Fleet.ReplicaSet expected, LocalDate dt, ReplicaSetDay set) {
        Set<String> schemas = new HashSet<>();
        set.complete()
                .orElseThrow()
                .outcomes()
                .forEach(outcome -> schemas.add(outcome.table().table().schema()));
        for (Fleet.Shard shard : expected.schemas()) {
            if (shard.expects(dt) && !schemas.contains(shard.schema())) {
                missing.add(new DayStatus.Missing(
                        replicaSet,
                        Optional.of(shard.schema()),
                        Optional.empty(),
                        Optional.empty(),
                        ObjectNames.fleet() + " expects this shard, and no table of it has an outcome",
                        since));
            }
        }
    }

    /** The replica set recorded nothing. */
    void silent() {
        ofAll("no agent has planned the day");
    }

    /** The replica set has not ended the day; told by what it owes, if it owes anything that is asked for. */
    void notEnded(String complete) {
        if (missing.isEmpty()) {
            ofAll("has not ended the day: " + complete + " is missing");
        }
    }

    private void ofAll(String reason) {
        missing.add(
                new DayStatus.Missing(replicaSet, Optional.empty(), Optional.empty(), Optional.empty(), reason, since));
    }

    private void add(TableRef table, String reason) {
        missing.add(new DayStatus.Missing(
                replicaSet,
                Optional.of(table.schema()),
                Optional.of(table.dataset()),
                Optional.of(table.table()),
                reason,
                since));
    }
}
