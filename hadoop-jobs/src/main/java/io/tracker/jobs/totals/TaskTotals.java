package io.tracker.jobs.totals;

import io.tracker.schemas.digest.Digest128;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What one committed task did; sums of them are what a job did.
 *
 * @param rowsRead rows read from the backup
 * @param rowsWritten rows written to the output
 * @param rowsFiltered rows left out because the job was told so
 * @param rowDigest digest of the rows read, as the manifests define it
 * @param valueDigest digest of the typed values written
 * @param files the files written, in order of their names
 * @param ledger what could not be held as it is, one entry a column, reason and action
 */
public record TaskTotals(
        long rowsRead,
        long rowsWritten,
        long rowsFiltered,
        Digest128 rowDigest,
        Digest128 valueDigest,
        List<OutputFile> files,
        List<LedgerEntry> ledger) {
    /** Of a job without tasks. */
    public static final TaskTotals NONE = new TaskTotals(0, 0, 0, Digest128.ZERO, Digest128.ZERO, List.of(), List.of());

    public TaskTotals {
        Objects.requireNonNull(rowDigest, "rowDigest");
        Objects.requireNonNull(valueDigest, "valueDigest");
        files = List.copyOf(files);
        ledger = List.copyOf(ledger);
        if (rowsRead < 0 || rowsWritten < 0 || rowsFiltered < 0) {
            throw new IllegalArgumentException("Totals are negative (got rows read " + rowsRead + ", written "
                    + rowsWritten + ", filtered " + rowsFiltered + ")");
        }
    }

    /** The sum. */
    public TaskTotals plus(TaskTotals other) {
        List<OutputFile> allFiles = new ArrayList<>(files);
        allFiles.addAll(other.files);
        allFiles.sort(Comparator.comparing(OutputFile::name));
        return new TaskTotals(
                Math.addExact(rowsRead, other.rowsRead),
                Math.addExact(rowsWritten, other.rowsWritten),
                Math.addExact(rowsFiltered, other.rowsFiltered),
                rowDigest.plus(other.rowDigest),
                valueDigest.plus(other.valueDigest),
                allFiles,
                merge(ledger, other.ledger));
    }

    private static List<LedgerEntry> merge(List<LedgerEntry> some, List<LedgerEntry> more) {
        List<LedgerEntry> merged = new ArrayList<>(some);
        for (LedgerEntry entry : more) {
            int at = 0;
            while (at < merged.size() && !merged.get(at).matches(entry)) {
                at++;
            }
            if (at == merged.size()) {
                merged.add(entry);
            } else {
                merged.set(at, merged.get(at).plus(entry));
            }
        }
        return merged;
    }
}
