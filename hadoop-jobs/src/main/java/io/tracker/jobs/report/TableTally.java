package io.tracker.jobs.report;

import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.manifest.Manifest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the tables of each day over their shards. Not thread safe. */
final class TableTally {
    private final SortedMap<TableName, Map<LocalDate, TableRow.Figures>> tables = new TreeMap<>();

    void add(TableName name, LocalDate dt, List<Manifest> manifests) {
        long rows = 0;
        long rowBytes = 0;
        long storedBytes = 0;
        for (Manifest manifest : manifests) {
            rows += manifest.totals().rows();
            rowBytes += manifest.totals().rowBytes();
            storedBytes += manifest.totals().storedBytes();
        }
        tables.computeIfAbsent(name, any -> new HashMap<>())
                .put(
                        dt,
                        new TableRow.Figures(
                                manifests.size(), rows, rowBytes, storedBytes, Optional.empty(), Optional.empty()));
    }

    /** In order of their names; the day before the first serves the first day's change alone. */
    List<TableRow> rows(List<LocalDate> days) {
        List<TableRow> rows = new ArrayList<>();
        tables.forEach((name, figures) -> {
            List<Optional<TableRow.Figures>> row =
                    days.stream().map(day -> figures(figures, day)).toList();
            if (row.stream().anyMatch(Optional::isPresent)) {
                rows.add(new TableRow(name.dataset(), name.table(), row));
            }
        });
        return rows;
    }

    private static Optional<TableRow.Figures> figures(Map<LocalDate, TableRow.Figures> figures, LocalDate day) {
        Optional<TableRow.Figures> before = Optional.ofNullable(figures.get(day.minusDays(1)));
        return Optional.ofNullable(figures.get(day))
                .map(now -> before.map(now::since).orElse(now));
    }
}
