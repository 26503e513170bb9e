package io.tracker.jobs.input;

import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.counters.JobCounter;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.row.BackupRow;
import io.tracker.jobs.schema.SourceSchema;
import io.tracker.schemas.layout.RowLayout;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The rows of one split, each range proved by the time that its last row has been passed: size of the object, header, row count, frame
 * checksums and CRC32C. The sum of row digests is compared at job commit. Not thread safe.
 */
public final class BackupRecordReader extends RecordReader<NullWritable, BackupRow> {
    private BackupRoot root;
    private TaskAttemptContext attempt;
    private List<RowLayout> layouts;
    private Iterator<SplitPart> parts;
    private long bytes;
    private long bytesOfEndedParts;
    private PartReader part;
    private int source;
    private BackupRow row;

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context) throws IOException {
        JobSettings settings = new JobSettings(context.getConfiguration());
        try {
            begin((BackupSplit) split, settings.taskPlan(), context);
        } catch (IOException | RuntimeException | Error e) {
            settings.noteFailure(context.getTaskAttemptID(), e);
            throw e;
        }
    }

    @Override
    public boolean nextKeyValue() throws IOException {
        while (part == null || !part.next()) {
            endPart();
            if (!parts.hasNext()) {
                return false;
            }
            SplitPart next = parts.next();
            source = next.source();
            part = PartReader.open(root, next, layouts.get(source));
        }
        if (row == null) {
            row = new BackupRow(part.row(), source);
        } else {
            row.point(part.row(), source);
        }
        return true;
    }

    @Override
    public NullWritable getCurrentKey() {
        return NullWritable.get();
    }

    @Override
    public BackupRow getCurrentValue() {
        return row;
    }

    @Override
    public float getProgress() {
        if (bytes == 0) {
            return parts.hasNext() ? 0f : 1f;
        }
        return (bytesOfEndedParts + (part == null ? 0 : part.bytesRead())) / (float) bytes;
    }

    @Override
    public void close() throws IOException {
        if (part != null) {
            part.close();
        }
    }

    private void begin(BackupSplit backup, ConversionPlan plan, TaskAttemptContext context) throws IOException {
        attempt = context;
        root = BackupRoot.open(plan.root(), context.getConfiguration());
        layouts = plan.conversion().sources().stream()
                .map(SourceSchema::schema)
                .map(RowLayout::of)
                .toList();
        bytes = backup.getLength();
        parts = backup.parts().iterator();
    }

    private void endPart() throws IOException {
        if (part != null) {
            bytesOfEndedParts += part.bytesRead();
            JobCounter.BYTES_READ.add(attempt, part.bytesRead());
            JobCounter.RANGES_READ.add(attempt, part.rangesRead());
            part.close();
            part = null;
        }
    }
}
