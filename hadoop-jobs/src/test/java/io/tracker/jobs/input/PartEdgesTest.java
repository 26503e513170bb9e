package io.tracker.jobs.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.schemas.container.DamagedBackupException;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts at their ends: objects without rows, absent ones, parts that are none. */
class PartEdgesTest {
    private static final TableRef TABLE = SampleBackup.table("rs1", "pins_0001");
    private static final RowLayout LAYOUT = RowLayout.of(SampleBackup.SCHEMA);

    @TempDir
    Path folder;

    private Configuration hadoop;
    private SampleBackup backup;
    private BackupRoot root;

    @BeforeEach
    void open() throws IOException {
        hadoop = Conversions.hadoopIn(folder);
        Conversions conversions = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), hadoop);
        backup = conversions.backup();
        root = BackupRoot.open(conversions.root().toString(), hadoop);
    }

    @Test
    void provesTheHeaderOfAnObjectWithoutRows() throws IOException {
        ManifestObject object = backup.publish(TABLE, 1, 0, 1).objects().get(0);
        SplitPart part = new SplitPart(TABLE, 0, object, 0, 0);
        try (PartReader reader = PartReader.open(root, part, LAYOUT)) {
            assertFalse(reader.next());
            assertEquals(0, reader.bytesRead());
        }
        Path stored = folder.resolve("lake").resolve(object.key());
        byte[] bytes = Files.readAllBytes(stored);
        bytes[7] ^= 1;
        Files.write(stored, bytes);
        assertThrows(DamagedBackupException.class, () -> PartReader.open(root, part, LAYOUT));
    }

    @Test
    void looksAtTheFirstRowOfARange() throws IOException {
        Manifest manifest = backup.publishInOrder(TABLE, 3000, 1);
        ManifestObject object = manifest.objects().get(0);
        RangePeek peek = new RangePeek(root, LAYOUT);
        assertArrayEquals(new byte[] {'0'}, peek.firstValue(object, 0, 0));
        assertArrayEquals("note 0".getBytes(StandardCharsets.US_ASCII), peek.firstValue(object, 0, 1));

        Files.delete(folder.resolve("lake").resolve(object.key()));
        DamagedBackupException absent = assertThrows(DamagedBackupException.class, () -> peek.firstValue(object, 1, 0));
        assertTrue(absent.getMessage().contains("object is absent"), absent.getMessage());
    }

    @Test
    void takesNullForNothing() throws IOException {
        RangePeek peek = new RangePeek(root, LAYOUT);
        // Of the seeds there are some whose first note is NULL.
        int nulls = 0;
        for (int seed = 1; seed < 40; seed++) {
            ManifestObject object =
                    backup.publish(TABLE, seed, seed, 3, 1).objects().get(0);
            nulls += peek.firstValue(object, 0, 1).length == 0 ? 1 : 0;
        }
        assertTrue(nulls > 0 && nulls < 39, nulls + " of 39");
    }

    @Test
    void refusesPartsThatTheObjectDoesNotHave() throws IOException {
        ManifestObject object = backup.publishInOrder(TABLE, 3000, 1).objects().get(0);
        int ranges = object.ranges().size();
        assertThrows(IllegalArgumentException.class, () -> new SplitPart(TABLE, -1, object, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new SplitPart(TABLE, 0, object, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SplitPart(TABLE, 0, object, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> new SplitPart(TABLE, 0, object, 1, ranges));
        assertEquals(
                ranges - 1,
                new SplitPart(TABLE, 0, object, 1, ranges - 1).ranges().size());
    }

    @Test
    void saysHowFarASplitIs() throws IOException {
        ManifestObject object = backup.publishInOrder(TABLE, 3000, 1).objects().get(0);
        try (BackupRecordReader reader = reader(List.of(
                new SplitPart(TABLE, 0, object, 0, 1),
                new SplitPart(TABLE, 0, object, 1, object.ranges().size() - 1)))) {
            assertEquals(0f, reader.getProgress());
            while (reader.nextKeyValue()) {
                assertTrue(reader.getProgress() > 0f);
                assertEquals(NullWritable.get(), reader.getCurrentKey());
            }
            assertEquals(1f, reader.getProgress());
        }
        ManifestObject empty = backup.publish(TABLE, 2, 1, 0, 1).objects().get(0);
        try (BackupRecordReader reader = reader(List.of(new SplitPart(TABLE, 0, empty, 0, 0)))) {
            assertEquals(0f, reader.getProgress());
            assertFalse(reader.nextKeyValue());
            assertEquals(1f, reader.getProgress());
        }
        try (BackupRecordReader reader = reader(List.of(new SplitPart(TABLE, 0, object, 0, 1)))) {
            assertTrue(reader.nextKeyValue(), "and is closed in the middle");
        }
    }

    @Test
    void notesWhyASplitCannotBegin() throws IOException {
        new JobSettings(hadoop).failureNotes(folder.toString());
        TaskAttemptContext attempt = new TaskAttemptContextImpl(hadoop, new TaskAttemptID());
        try (BackupRecordReader reader = new BackupRecordReader()) {
            assertThrows(IllegalStateException.class, () -> reader.initialize(new BackupSplit(List.of()), attempt));
        }
        String note = Files.readString(folder.resolve(attempt.getTaskAttemptID().toString()));
        assertTrue(note.contains("The job has no plan"), note);
    }

    private BackupRecordReader reader(List<SplitPart> parts) throws IOException {
        Configuration job = new Configuration(hadoop);
        Manifest any = backup.publish(TABLE, 99, 1, 1, 1);
        new JobSettings(job)
                .plan(ConversionPlan.of(root.location(), new LinesFormat(), Map.of(), List.of(any), List.of()));
        BackupRecordReader reader = new BackupRecordReader();
        reader.initialize(new BackupSplit(parts), new TaskAttemptContextImpl(job, new TaskAttemptID()));
        return reader;
    }
}
