package io.tracker.jobs.job;

import io.tracker.jobs.counters.JobCounter;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.row.RowBatch;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;

/** Passes rows from the backup to the output, and marks the end once every range has been proved. */
public final class ConvertMapper extends Mapper<NullWritable, RowBatch, NullWritable, RowBatch> {
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
        while (context.nextKeyValue()) {
            RowBatch batch = context.getCurrentValue();
            context.write(context.getCurrentKey(), batch);
            JobCounter.ROWS_READ.add(context, batch.taken());
        }
        context.write(NullWritable.get(), RowBatch.end());
    }
}
