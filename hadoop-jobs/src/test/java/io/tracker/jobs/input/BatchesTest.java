package io.tracker.jobs.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.row.RowBatch;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.digest.RowDigest;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How rows lie in batches: all of them, once, in their order, whatever their number. */
class BatchesTest {
    @TempDir
    Path folder;

    @Test
    void holdsEveryRowOnce() throws Exception {
        for (int rows : List.of(0, 1, 999, 1000, 1001, 2500)) {
            Manifest manifest = backup("r" + rows).publishInOrder(SampleBackup.table("rs1", "pins_0001"), rows, 1);
            List<Long> batches = new ArrayList<>();
            RowDigest digest = new RowDigest();
            try (RecordReader<NullWritable, RowBatch> reader = reader("r" + rows, manifest)) {
                while (reader.nextKeyValue()) {
                    RowBatch batch = reader.getCurrentValue();
                    assertFalse(batch.isEnd());
                    while (batch.next()) {
                        batch.row().cursor().addTo(digest);
                    }
                    assertFalse(batch.next(), "and stays at its end");
                    batches.add(batch.taken());
                }
                assertFalse(reader.nextKeyValue());
                assertEquals(1f, reader.getProgress());
            }
            assertEquals(rows, batches.stream().mapToLong(Long::longValue).sum());
            assertTrue(batches.stream().allMatch(taken -> taken <= 1000), batches::toString);
            assertEquals(rows / 1000 + 1, batches.size(), batches::toString);
            assertEquals(
                    rows == 0 ? Digest128.ZERO : manifest.objects().get(0).digest(), digest.value(), "rows " + rows);
        }
    }

    @Test
    void endsABatchOfLongRowsEarly() throws Exception {
        Manifest manifest = backup("long").publishLong(SampleBackup.table("rs1", "pins_0001"), 10, 300_000);
        List<Long> batches = new ArrayList<>();
        try (RecordReader<NullWritable, RowBatch> reader = reader("long", manifest)) {
            while (reader.nextKeyValue()) {
                RowBatch batch = reader.getCurrentValue();
                while (batch.next()) {
                    assertEquals(0, batch.row().source());
                }
                batches.add(batch.taken());
            }
        }
        assertEquals(List.of(4L, 4L, 2L), batches, "1 MiB or a row more");
    }

    @Test
    void losesNoRowThatNobodyTook() throws Exception {
        Manifest manifest = backup("taken").publishInOrder(SampleBackup.table("rs1", "pins_0001"), 10, 1);
        try (RecordReader<NullWritable, RowBatch> reader = reader("taken", manifest)) {
            assertTrue(reader.nextKeyValue());
            assertTrue(reader.getCurrentValue().next());
            IllegalStateException lost = assertThrows(IllegalStateException.class, reader::nextKeyValue);
            assertEquals("Rows of a batch have not been taken, after 1", lost.getMessage());
        }
    }

    @Test
    void hasNoRowsInTheMarkOfTheEnd() throws Exception {
        RowBatch end = RowBatch.end();
        assertTrue(end.isEnd());
        assertFalse(end.next());
        assertEquals(0, end.taken());
        assertThrows(NoSuchElementException.class, end::row);
    }

    private Path place(String name) {
        return folder.resolve(name);
    }

    private SampleBackup backup(String name) throws IOException {
        return new Conversions(
                        new org.apache.hadoop.fs.Path("file://" + place(name)), Conversions.hadoopIn(place(name)))
                .backup();
    }

    /** Of all rows in one split. */
    private RecordReader<NullWritable, RowBatch> reader(String name, Manifest manifest) throws Exception {
        Configuration hadoop = Conversions.hadoopIn(place(name));
        JobSettings settings = new JobSettings(hadoop);
        settings.splitBytes(1 << 30);
        settings.plan(ConversionPlan.of(
                "file://" + place(name) + "/lake", new LinesFormat(), Map.of(), List.of(manifest), List.of()));
        BatchInputFormat format = new BatchInputFormat();
        List<InputSplit> splits = format.getSplits(new JobContextImpl(hadoop, new JobID("test", 1)));
        assertEquals(1, splits.size());
        TaskAttemptContext attempt = new TaskAttemptContextImpl(hadoop, new TaskAttemptID());
        RecordReader<NullWritable, RowBatch> reader = format.createRecordReader(splits.get(0), attempt);
        reader.initialize(splits.get(0), attempt);
        return reader;
    }
}
