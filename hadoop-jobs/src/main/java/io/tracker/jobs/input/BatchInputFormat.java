package io.tracker.jobs.input;

import io.tracker.jobs.row.RowBatch;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** What {@link BackupInputFormat} gives row by row, in batches: for our own jobs. */
public final class BatchInputFormat extends InputFormat<NullWritable, RowBatch> {
    private final BackupInputFormat rows = new BackupInputFormat();

    @Override
    public List<InputSplit> getSplits(JobContext context) throws IOException {
        return rows.getSplits(context);
    }

    @Override
    public RecordReader<NullWritable, RowBatch> createRecordReader(InputSplit split, TaskAttemptContext context) {
        return new BatchRecordReader();
    }
}
