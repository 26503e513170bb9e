package io.tracker.jobs.job;

import io.tracker.jobs.commit.TotalsSidecar;
import io.tracker.jobs.counters.JobCounter;
import io.tracker.jobs.filter.KeyFilter;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.row.BackupRow;
import io.tracker.jobs.row.RowBatch;
import io.tracker.jobs.totals.LedgerEntry;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.jobs.totals.TaskTotals;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.digest.RowDigest;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Writes the wanted rows of one task attempt, and sums what the job commit judges: the digest of all rows as they arrive here, so that a
 * row lost or doubled anywhere between the store and this point is found.
 *
 * <p>Hadoop closes a writer after a failure, too. Only after the mark of the end are the files completed and the totals left; else the
 * open file is discarded, and the attempt cannot be committed.
 */
final class TableRecordWriter extends RecordWriter<NullWritable, RowBatch> {
    private final RolledFiles files;
    private final List<KeyFilter> filters;
    private final Path totalsPath;
    private final Configuration hadoop;
    private final RowDigest digest = new RowDigest();
    private long rowsRead;
    private long rowsFiltered;
    private boolean ended;

    /**
     * A writer.
     *
     * @param filters one for each source schema
     */
    TableRecordWriter(RolledFiles files, List<KeyFilter> filters, Path totalsPath, Configuration hadoop) {
        this.files = files;
        this.filters = List.copyOf(filters);
        this.totalsPath = totalsPath;
        this.hadoop = hadoop;
    }

    @Override
    public void write(NullWritable key, RowBatch batch) throws IOException {
        if (ended) {
            throw new IllegalStateException("Rows after the end of the input");
        }
        while (batch.next()) {
            write(batch.row());
        }
        ended = batch.isEnd();
    }

    private void write(BackupRow row) throws IOException {
        RowCursor cursor = row.cursor();
        cursor.addTo(digest);
        rowsRead++;
        if (filters.get(row.source()).matches(cursor)) {
            files.write(row);
        } else {
            rowsFiltered++;
        }
    }

    @Override
    public void close(TaskAttemptContext attempt) throws IOException {
        try (files) {
            if (ended) {
                TaskTotals totals = files.commit(rowsRead, rowsFiltered, digest.value());
                TotalsSidecar.write(totalsPath, totals, hadoop);
                count(totals, attempt);
            }
        } catch (IOException | RuntimeException | Error e) {
            new JobSettings(hadoop).noteFailure(attempt.getTaskAttemptID(), e);
            throw e;
        }
    }

    private static void count(TaskTotals totals, TaskAttemptContext attempt) {
        JobCounter.ROWS_WRITTEN.add(attempt, totals.rowsWritten());
        JobCounter.ROWS_FILTERED.add(attempt, totals.rowsFiltered());
        JobCounter.CELLS_COERCED.add(
                attempt, totals.ledger().stream().mapToLong(LedgerEntry::count).sum());
        JobCounter.FILES_WRITTEN.add(attempt, totals.files().size());
        JobCounter.BYTES_WRITTEN.add(
                attempt, totals.files().stream().mapToLong(OutputFile::bytes).sum());
    }
}
