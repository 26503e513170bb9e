package io.tracker.jobs.job;

import io.tracker.jobs.commit.Committers;
import io.tracker.jobs.commit.OutputFolder;
import io.tracker.jobs.commit.TotalsCarrier;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowFormats;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.row.RowBatch;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;

/**
 * One file of rows a task, in the format that the plan names, committed by our committers. (Parquet's own output format brings its own
 * committer and renames.)
 *
 * <p>It is no {@link FileOutputFormat}, though it lies where that one's path says: of those the framework asks every file system's
 * statistics twice a row. What was written is counted once a task instead.
 */
public final class TableOutputFormat extends OutputFormat<NullWritable, RowBatch> {
    private PathOutputCommitter committer;

    @Override
    public void checkOutputSpecs(JobContext job) throws IOException {
        Path output = FileOutputFormat.getOutputPath(job);
        Committers.requireSafe(output.getFileSystem(job.getConfiguration()));
        OutputFolder folder = OutputFolder.open(output, job.getConfiguration());
        if (folder.published().isPresent()) {
            throw new IOException("Output is already published: " + output);
        }
    }

    @Override
    public RecordWriter<NullWritable, RowBatch> getRecordWriter(TaskAttemptContext attempt) throws IOException {
        try {
            return writer(attempt);
        } catch (IOException | RuntimeException | Error e) {
            new JobSettings(attempt.getConfiguration()).noteFailure(attempt.getTaskAttemptID(), e);
            throw e;
        }
    }

    @Override
    public synchronized PathOutputCommitter getOutputCommitter(TaskAttemptContext attempt) throws IOException {
        if (committer == null) {
            committer = Committers.of(FileOutputFormat.getOutputPath(attempt), attempt);
        }
        return committer;
    }

    private TableRecordWriter writer(TaskAttemptContext attempt) throws IOException {
        ConversionPlan plan = new JobSettings(attempt.getConfiguration()).taskPlan();
        RowFormat format = RowFormats.named(plan.format());
        PathOutputCommitter paths = getOutputCommitter(attempt);
        RolledFiles files = new RolledFiles(
                name -> format.create(
                        new Path(paths.getWorkPath(), name), plan.conversion(), attempt.getConfiguration()),
                fileName(attempt.getTaskAttemptID()),
                format.suffix(plan.conversion()),
                format.fileBytes(plan.conversion()));
        return new TableRecordWriter(
                files, plan.filters(), ((TotalsCarrier) paths).totalsOf(attempt), attempt.getConfiguration());
    }

    /** The job's id is part of the name, so that files of two jobs never replace one another. */
    private static String fileName(TaskAttemptID attempt) {
        return String.format(
                Locale.ROOT,
                "part-%05d-%s_%04d",
                attempt.getTaskID().getId(),
                attempt.getJobID().getJtIdentifier(),
                attempt.getJobID().getId());
    }
}
