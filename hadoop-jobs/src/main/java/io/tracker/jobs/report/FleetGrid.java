package io.tracker.jobs.report;

import io.tracker.schemas.day.DayStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Replica sets by days, made of each day's status. Not thread safe. */
final class FleetGrid {
    private static final int NOTES = 10;

    private final List<LocalDate> days;
    private final Deadline deadline;
    private final SortedMap<String, FleetRow.Cell[]> rows = new TreeMap<>();
    private boolean listed;

    FleetGrid(List<LocalDate> days, Deadline deadline) {
        this.days = List.copyOf(days);
        this.deadline = deadline;
    }

    void add(DayStatus status) {
        int day = days.indexOf(status.dt());
        listed |= status.expectation() == DayStatus.Expectation.FLEET;
        for (DayStatus.ReplicaSetStatus set : status.replicaSets()) {
            rows.computeIfAbsent(set.replicaSet(), name -> new FleetRow.Cell[days.size()])[day] = cell(status, set);
        }
    }

    /** In order of their names. */
    List<FleetRow> rows() {
        List<FleetRow> all = new ArrayList<>();
        for (Map.Entry<String, FleetRow.Cell[]> row : rows.entrySet()) {
            List<FleetRow.Cell> cells = new ArrayList<>();
            boolean seen = false;
            for (FleetRow.Cell cell : row.getValue()) {
                seen |= cell != null;
                cells.add(cell != null ? cell : seen && !listed ? silent() : FleetRow.Cell.NONE);
            }
            all.add(new FleetRow(row.getKey(), cells));
        }
        return all;
    }

    /** Without fleet.json nobody says that it owes the day; that it was there before does. */
    private static FleetRow.Cell silent() {
        return new FleetRow.Cell(
                FleetRow.State.MISSING,
                Optional.empty(),
                0,
                0,
                List.of(
                        "nothing is recorded, and it was on an earlier day; there is no fleet.json to say whether it is owed"),
                0);
    }

    private FleetRow.Cell cell(DayStatus status, DayStatus.ReplicaSetStatus set) {
        List<String> notes = status.missing().stream()
                .filter(missing -> missing.replicaSet().equals(set.replicaSet()))
                .map(FleetGrid::words)
                .toList();
        return new FleetRow.Cell(
                state(status.dt(), set),
                set.completed().map(done -> new FleetRow.Completed(done.at(), done.by())),
                set.tables().planned(),
                set.tables().there(),
                notes.subList(0, Math.min(NOTES, notes.size())),
                Math.max(0, notes.size() - NOTES));
    }

    private FleetRow.State state(LocalDate dt, DayStatus.ReplicaSetStatus set) {
        return switch (set.state()) {
            case COMPLETE ->
                set.completed().filter(done -> deadline.missed(dt, done.at())).isPresent()
                        ? FleetRow.State.LATE
                        : FleetRow.State.COMPLETE;
            case ENDED, PLANNED -> FleetRow.State.PARTIAL;
            case SILENT -> FleetRow.State.MISSING;
            case UNEXPECTED -> FleetRow.State.UNEXPECTED;
        };
    }

    private static String words(DayStatus.Missing missing) {
        String what = missing.schema()
                .map(schema ->
                        schema + missing.table().map(table -> "." + table).orElse("") + ": ")
                .orElse("");
        return what + missing.reason();
    }
}
