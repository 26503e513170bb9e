package io.tracker.jobs.job;

import io.tracker.jobs.counters.JobCounter;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.row.BackupRow;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;

/** Passes rows from the backup to the output, and marks the end once every range has been proved. */
public final class ConvertMapper extends Mapper<NullWritable, BackupRow, NullWritable, BackupRow> {
    private static final int ROWS_BETWEEN_COUNTS = 1000;

    @Override
    public void run(Context context) throws IOException, InterruptedException {
        try {
            pass(context);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            new JobSettings(context.getConfiguration()).noteFailure(context.getTaskAttemptID(), e);
            throw e;
        }
    }

    private static void pass(Context context) throws IOException, InterruptedException {
        long rows = 0;
        while (context.nextKeyValue()) {
            context.write(context.getCurrentKey(), context.getCurrentValue());
            if (++rows % ROWS_BETWEEN_COUNTS == 0) {
                JobCounter.ROWS_READ.add(context, ROWS_BETWEEN_COUNTS);
            }
        }
        JobCounter.ROWS_READ.add(context, rows % ROWS_BETWEEN_COUNTS);
        context.write(NullWritable.get(), BackupRow.end());
    }
}
