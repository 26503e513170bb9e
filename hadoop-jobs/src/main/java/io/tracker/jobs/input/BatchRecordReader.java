package io.tracker.jobs.input;

import io.tracker.jobs.row.BackupRow;
import io.tracker.jobs.row.RowBatch;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** The rows of one split in batches, each proved as {@link BackupRecordReader} says. The last batch may be empty. Not thread safe. */
final class BatchRecordReader extends RecordReader<NullWritable, RowBatch> {
    /** So few that the task tells its progress often, whatever a row costs; so many that a batch costs nothing beside them. */
    private static final int MOST_ROWS = 1000;

    private static final int MOST_BYTES = 1 << 20;

    private final BackupRecordReader rows = new BackupRecordReader();
    private final Batch batch = new Batch();
    private boolean ended;

    /** The next so many rows of the split. */
    private final class Batch extends RowBatch {
        private long taken;
        private long bytes;
        private boolean exhausted = true;

        @Override
        public boolean next() throws IOException {
            if (exhausted) {
                return false;
            }
            if (taken == MOST_ROWS || bytes >= MOST_BYTES) {
                exhausted = true;
                return false;
            }
            if (!rows.nextKeyValue()) {
                exhausted = true;
                ended = true;
                return false;
            }
            taken++;
            bytes += row().cursor().rowLength();
            return true;
        }

        @Override
        public BackupRow row() {
            return rows.getCurrentValue();
        }

        @Override
        public long taken() {
            return taken;
        }

        private void begin() {
            taken = 0;
            bytes = 0;
            exhausted = false;
        }
    }

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context) throws IOException {
        rows.initialize(split, context);
    }

    @Override
    public boolean nextKeyValue() throws IOException {
        if (!batch.exhausted) {
            throw new IllegalStateException("Rows of a batch have not been taken, after " + batch.taken);
        }
        if (ended) {
            return false;
        }
        batch.begin();
        return true;
    }

    @Override
    public NullWritable getCurrentKey() {
        return NullWritable.get();
    }

    @Override
    public RowBatch getCurrentValue() {
        return batch;
    }

    @Override
    public float getProgress() {
        return rows.getProgress();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
