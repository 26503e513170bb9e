package io.tracker.jobs.job;

import io.tracker.jobs.commit.TotalsSidecar;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.row.BackupRow;
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
 * Writes the rows of one task attempt, and sums what the job commit judges: the digest of the rows as they arrive here, so that a row
 * lost or doubled anywhere between the store and this point is found.
 *
 * <p>Hadoop closes a writer after a failure, too. Only after the mark of the end are the file completed and the totals left; else the
 * file is discarded, and the attempt cannot be committed.
 */
final class TableRecordWriter extends RecordWriter<NullWritable, BackupRow> {
    private final RowWriter rows;
    private final String name;
    private final Path totalsPath;
    private final Configuration hadoop;
    private final RowDigest digest = new RowDigest();
    private long rowsRead;
    private boolean ended;

    TableRecordWriter(RowWriter rows, String name, Path totalsPath, Configuration hadoop) {
        this.rows = rows;
        this.name = name;
        this.totalsPath = totalsPath;
        this.hadoop = hadoop;
    }

    @Override
    public void write(NullWritable key, BackupRow row) throws IOException {
        if (ended) {
            throw new IllegalStateException("A row after the end of the input");
        }
        if (row.isEnd()) {
            ended = true;
            return;
        }
        RowCursor cursor = row.cursor();
        digest.add(cursor.data(), cursor.rowStart(), cursor.rowLength());
        rowsRead++;
        rows.write(row);
    }

    @Override
    public void close(TaskAttemptContext attempt) throws IOException {
        try (rows) {
            if (ended) {
                leaveTotals(rows.commit());
            }
        } catch (IOException | RuntimeException e) {
            new JobSettings(hadoop).noteFailure(attempt.getTaskAttemptID(), e);
            throw e;
        }
    }

    private void leaveTotals(RowFormat.Written written) throws IOException {
        TotalsSidecar.write(
                totalsPath,
                new TaskTotals(
                        rowsRead,
                        written.rows(),
                        0,
                        digest.value(),
                        written.valueDigest(),
                        List.of(new OutputFile(name, written.rows(), written.bytes())),
                        written.ledger()),
                hadoop);
    }
}
