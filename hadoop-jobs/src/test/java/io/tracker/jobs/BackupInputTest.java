package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.failure.NotCompleteException;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.input.BackupInputFormat;
import io.tracker.jobs.row.BackupRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupInputTest {
    @TempDir
    Path folder;

    private Configuration hadoop;
    private SampleBackup backup;
    private String root;

    @BeforeEach
    void open() throws IOException {
        hadoop = Conversions.hadoopIn(folder);
        root = "file://" + folder + "/lake";
        backup = new SampleBackup(new org.apache.hadoop.fs.Path(root), hadoop);
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 50, 1);
        backup.publishInOrder(SampleBackup.table("rs1", "pins_0002"), 3, 1);
    }

    @Test
    void givesEveryRowWithTheBytesOfItsCells() throws Exception {
        backup.complete("rs1");

        BackupInput input = BackupInput.plan(root, Conversions.CALLS, SampleBackup.DT, hadoop);

        List<Optional<byte[]>> notes = new ArrayList<>();
        BackupInputFormat format = new BackupInputFormat();
        TaskAttemptContextImpl context =
                new TaskAttemptContextImpl(hadoop, TaskAttemptID.forName("attempt_1_0001_m_000000_0"));
        for (InputSplit split : format.getSplits(new JobContextImpl(hadoop, new JobID("1", 1)))) {
            try (RecordReader<NullWritable, BackupRow> reader = format.createRecordReader(split, context)) {
                reader.initialize(split, context);
                while (reader.nextKeyValue()) {
                    BackupRow row = reader.getCurrentValue();
                    notes.add(row.cell(input.field(row.source(), "note")));
                }
            }
        }
        assertEquals(53, notes.size());
        assertTrue(notes.stream().anyMatch(Optional::isEmpty), "no NULL");
        assertEquals("note 2", new String(notes.get(52).orElseThrow(), StandardCharsets.US_ASCII));
        assertThrows(IllegalArgumentException.class, () -> input.field(0, "nothing"));
    }

    @Test
    void refusesADayThatIsNotComplete() throws IOException {
        backup.plan("rs1");

        NotCompleteException missing = assertThrows(
                NotCompleteException.class, () -> BackupInput.plan(root, Conversions.CALLS, SampleBackup.DT, hadoop));

        assertTrue(missing.getMessage().startsWith("Backup is not complete: pins.calls dt=2026-11-20: "));
    }
}
