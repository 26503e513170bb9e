package io.tracker.jobs.report;

import java.util.List;
import java.util.Optional;

/**
 * A table over the days of a report.
 *
 * @param dataset its dataset
 * @param table its name
 * @param days one for each day; empty where it has no backup
 */
public record TableRow(String dataset, String table, List<Optional<Figures>> days) {
    /**
     * A day of a table, over all its shards.
     *
     * @param shards with a manifest
     * @param rows rows
     * @param rowBytes encoded bytes of the rows
     * @param storedBytes compressed bytes in the store
     * @param rowsChange from the day before; empty where that has no backup
     * @param bytesChange of the encoded bytes
     */
    public record Figures(
            int shards,
            long rows,
            long rowBytes,
            long storedBytes,
            Optional<Change> rowsChange,
            Optional<Change> bytesChange) {
        Figures since(Figures before) {
            return new Figures(
                    shards,
                    rows,
                    rowBytes,
                    storedBytes,
                    Optional.of(Change.from(before.rows, rows)),
                    Optional.of(Change.from(before.rowBytes, rowBytes)));
        }
    }

    public TableRow {
        days = List.copyOf(days);
    }
}
