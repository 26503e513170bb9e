package io.tracker.jobs.cli;

import io.tracker.jobs.text.Counted;
import io.tracker.schemas.day.DayStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A day's status for people. Of each replica set the first things that are missing are named, and the rest is counted.
 *
 * @param status what is told
 */
record StatusText(DayStatus status) {
    private static final int NAMED = 20;

    String text() {
        StringBuilder text = new StringBuilder();
        int planned = status.replicaSets().stream()
                .mapToInt(set -> set.tables().planned())
                .sum();
        int there = status.replicaSets().stream()
                .mapToInt(set -> set.tables().there())
                .sum();
        text.append("dt=").append(status.dt());
        status.dataset().ifPresent(name -> text.append(' ')
                .append(name)
                .append('.')
                .append(status.table().orElse("*")));
        text.append(status.complete() ? ": complete: " : ": not complete: ");
        text.append(Amounts.count(there))
                .append(" of ")
                .append(Counted.of(planned, "table"))
                .append(" of shards, ")
                .append(Counted.of(status.replicaSets().size(), "replica set"))
                .append('\n');
        if (status.replicaSets().isEmpty()) {
            text.append("  no replica set has recorded anything\n");
        }
        status.replicaSets().forEach(set -> text.append("  ").append(line(set)).append('\n'));
        addMissing(text);
        if (status.expectation() == DayStatus.Expectation.RECORDED) {
            text.append("  there is no fleet.json: a replica set that recorded nothing is not missed\n");
        }
        return text.toString();
    }

    private String line(DayStatus.ReplicaSetStatus set) {
        DayStatus.Tables tables = set.tables();
        StringBuilder line = new StringBuilder(set.replicaSet()).append(": ");
        switch (set.state()) {
            case COMPLETE, ENDED ->
                line.append(set.state() == DayStatus.State.COMPLETE ? "complete" : "ended, and not all is there")
                        .append(set.completed()
                                .map(done -> ", since " + done.at() + " by " + done.by())
                                .orElse(""));
            case PLANNED ->
                line.append("at work")
                        .append(set.planned()
                                .map(plan -> ", planned " + plan.at() + " by " + plan.by())
                                .orElse(""));
            case SILENT -> line.append("silent");
            case UNEXPECTED -> line.append("not expected: fleet.json does not list it for this day");
        }
        if (tables.planned() > 0) {
            line.append(", ").append(tables.there()).append(" of ").append(tables.planned());
            line.append(tables.dropped() > 0 ? ", " + tables.dropped() + " dropped" : "");
            line.append(tables.refused() > 0 ? ", " + tables.refused() + " refused" : "");
        }
        set.owedSince().ifPresent(since -> line.append(", owed since ").append(since));
        set.lastComplete().ifPresent(day -> line.append(", last complete dt=").append(day));
        return line.toString();
    }

    private void addMissing(StringBuilder text) {
        Map<String, Integer> told = new HashMap<>();
        for (DayStatus.Missing missing : status.missing()) {
            int number = told.merge(missing.replicaSet(), 1, Integer::sum);
            if (number <= NAMED) {
                text.append("  missing  ").append(words(missing)).append('\n');
            }
        }
        for (DayStatus.ReplicaSetStatus set : status.replicaSets()) {
            int more = told.getOrDefault(set.replicaSet(), 0) - NAMED;
            if (more > 0) {
                text.append("  missing  ")
                        .append(set.replicaSet())
                        .append(": and ")
                        .append(Amounts.count(more))
                        .append(" more; --json names all\n");
            }
        }
    }

    private static String words(DayStatus.Missing missing) {
        List<String> parts = missing.table().isPresent()
                ? List.of(
                        missing.replicaSet() + "." + missing.schema().orElseThrow(),
                        missing.dataset().orElseThrow() + "." + missing.table().get())
                : List.of(missing.schema()
                        .map(schema -> missing.replicaSet() + "." + schema)
                        .orElse("replica set " + missing.replicaSet()));
        return String.join(" ", parts) + ": " + missing.reason();
    }
}
