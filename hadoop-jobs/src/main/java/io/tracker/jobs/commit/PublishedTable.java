package io.tracker.jobs.commit;

import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.Gap;
import io.tracker.jobs.plan.SourceManifest;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.schema.SourceSchema;
import io.tracker.jobs.totals.LedgerEntry;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.jobs.totals.TaskTotals;
import io.tracker.schemas.digest.Digest128;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The content of {@code _tracker.json}: exactly what was published of a table and day, and what it was made of.
 *
 * @param format {@value #FORMAT}
 * @param version {@value #VERSION}
 * @param table the table
 * @param dt the day
 * @param to the output's format, the word of {@code --to}
 * @param jobId the job that published it
 * @param publishedAt by the committer's clock
 * @param totals rows and digests
 * @param files every file of rows, in order of their names; nothing else beside them holds rows
 * @param companions names of the small files beside them
 * @param columns the columns
 * @param ledger every value that its target type could not hold as it is
 * @param options what the job was asked for
 * @param root the backup root
 * @param sources the manifests that it was made of
 * @param schemas their schemas
 * @param missing what was missing, and was allowed to be by {@code --allow-missing}
 */
public record PublishedTable(
        String format,
        int version,
        TableName table,
        LocalDate dt,
        String to,
        String jobId,
        Instant publishedAt,
        Totals totals,
        List<OutputFile> files,
        List<String> companions,
        List<RowFormat.OutputColumn> columns,
        List<LedgerEntry> ledger,
        Map<String, String> options,
        String root,
        List<SourceManifest> sources,
        List<SourceSchema> schemas,
        List<Gap> missing) {
    /** Tells this document from others. */
    public static final String FORMAT = "tracker-output";

    /** The version that this build writes and reads. */
    public static final int VERSION = 1;

    /**
     * Sums over all files.
     *
     * @param rowsRead rows of the backup
     * @param rowsWritten rows of the output
     * @param rowsFiltered rows left out because the job was told so
     * @param bytes sizes of the files
     * @param rowDigest digest of the backup's rows
     * @param valueDigest digest of the output's typed values
     */
    public record Totals(
            long rowsRead,
            long rowsWritten,
            long rowsFiltered,
            long bytes,
            Digest128 rowDigest,
            Digest128 valueDigest) {}

    public PublishedTable {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(totals, "totals");
        files = List.copyOf(files);
        companions = List.copyOf(companions);
        columns = List.copyOf(columns);
        ledger = List.copyOf(ledger);
        options = Map.copyOf(options);
        sources = List.copyOf(sources);
        schemas = List.copyOf(schemas);
        missing = List.copyOf(missing);
        if (!format.equals(FORMAT) || version != VERSION) {
            throw new IllegalArgumentException("Document is not known to this build (got " + format + " version "
                    + version + ", expected " + FORMAT + " version " + VERSION + ")");
        }
        long rows = files.stream().mapToLong(OutputFile::rows).sum();
        if (rows != totals.rowsWritten()) {
            throw new IllegalArgumentException(
                    "Rows of the files do not add up (got " + rows + ", expected " + totals.rowsWritten() + ")");
        }
    }

    static PublishedTable of(
            ConversionPlan plan, TaskTotals totals, List<String> companions, String jobId, Instant publishedAt) {
        long bytes = totals.files().stream().mapToLong(OutputFile::bytes).sum();
        return new PublishedTable(
                FORMAT,
                VERSION,
                plan.name(),
                plan.dt(),
                plan.format(),
                jobId,
                publishedAt,
                new Totals(
                        totals.rowsRead(),
                        totals.rowsWritten(),
                        totals.rowsFiltered(),
                        bytes,
                        totals.rowDigest(),
                        totals.valueDigest()),
                totals.files(),
                companions,
                plan.columns(),
                totals.ledger(),
                plan.conversion().options(),
                plan.root(),
                plan.manifests(),
                plan.conversion().sources(),
                plan.allowedGaps());
    }
}
