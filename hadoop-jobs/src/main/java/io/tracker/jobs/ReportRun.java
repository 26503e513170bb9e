package io.tracker.jobs;

import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.backup.StoreProbe;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.file.WholeFile;
import io.tracker.jobs.report.CoercedRow;
import io.tracker.jobs.report.LedgerReader;
import io.tracker.jobs.report.Report;
import io.tracker.jobs.report.ReportPage;
import io.tracker.jobs.report.ReportReader;
import io.tracker.jobs.verify.Warehouse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Tells days of a fleet on one page, by what stands in the backup root and perhaps in a warehouse. Not thread safe. */
public final class ReportRun {
    private final ReportRequest request;
    private final Configuration hadoop;
    private final BackupRoot root;
    private final Optional<Warehouse> warehouse;

    /** Opens both places. */
    public ReportRun(ReportRequest request, Configuration hadoop) throws IOException {
        this.request = request;
        this.hadoop = hadoop;
        this.root = BackupRoot.open(request.root(), hadoop);
        StoreProbe.ask(root.path(), hadoop);
        this.warehouse = request.warehouse().isPresent()
                ? Optional.of(Warehouse.open(request.warehouse().get(), hadoop))
                : Optional.empty();
    }

    /**
     * Reads the days and writes the page, whole or not at all.
     *
     * @param now when the report is made
     * @throws OperatorException if nothing is recorded or expected of any of the days, or the page cannot be written
     */
    public Report write(Instant now) throws IOException {
        Report report = read(now);
        WholeFile.write(request.out(), new ReportPage(report).html());
        return report;
    }

    private Report read(Instant now) throws IOException {
        try (ParallelReads reads = new ParallelReads()) {
            ReportReader reader = new ReportReader(root, reads, request.days(), request.deadline());
            reader.read();
            if (reader.recordedDays() == 0) {
                throw new OperatorException(
                        "Nothing is recorded from " + request.from() + " to " + request.to() + " in " + root.location(),
                        "check --root, --from and --to");
            }
            List<CoercedRow> coerced = warehouse.isPresent()
                    ? new LedgerReader(warehouse.get(), reads, hadoop).read(reader.tables(), request.days())
                    : List.of();
            return reader.report(
                    new Report.About(
                            root.location(),
                            request.warehouse(),
                            now,
                            request.deadline().after().toSeconds()),
                    coerced);
        }
    }
}
