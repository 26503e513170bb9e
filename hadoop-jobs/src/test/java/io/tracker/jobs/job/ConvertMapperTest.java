package io.tracker.jobs.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.counters.JobCounter;
import io.tracker.jobs.filter.KeyFilter;
import io.tracker.jobs.filter.KeyRange;
import io.tracker.jobs.fixture.BatchSerialization;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.MapTask;
import io.tracker.jobs.fixture.ParquetFile;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.fixture.SampleRows;
import io.tracker.jobs.json.JobDocuments;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.parquet.ParquetFormat;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.row.BackupRow;
import io.tracker.jobs.row.RowBatch;
import io.tracker.jobs.schema.SourceSchema;
import io.tracker.jobs.totals.TaskTotals;
import io.tracker.schemas.container.DamagedBackupException;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.digest.RowDigest;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.serializer.WritableSerialization;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertMapperTest {
    @TempDir
    Path folder;

    /** Row of the sample table: every field is nullable or not as its layout says; only lengths matter here. */
    private static byte[] row(int number) {
        boolean[] nullable = RowLayout.of(SampleBackup.SCHEMA).nullable();
        byte[] encoded = new byte[3 * nullable.length];
        int length = 0;
        for (boolean mayBeNull : nullable) {
            if (mayBeNull) {
                encoded[length++] = 2;
            }
            encoded[length++] = 2;
            encoded[length++] = (byte) ('0' + number);
        }
        return Arrays.copyOf(encoded, length);
    }

    private static RowBatch batch(int first, int count, int sources) throws Exception {
        List<BackupRow> rows = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            rows.add(SampleRows.row(row(i % 10), i % sources));
        }
        return SampleRows.batch(rows);
    }

    @Test
    void passesEveryRowOnAndMarksTheEndOnce() throws Exception {
        MapDriver<NullWritable, RowBatch, NullWritable, RowBatch> driver = driver();
        driver.addInput(NullWritable.get(), batch(0, 3, 2));
        driver.addInput(NullWritable.get(), batch(3, 1, 2));
        List<Pair<NullWritable, RowBatch>> output = driver.run();
        assertEquals(3, output.size());
        for (int i = 0; i < 4; i++) {
            RowBatch batch = output.get(i / 3).getSecond();
            assertFalse(batch.isEnd());
            assertTrue(batch.next());
            assertEquals(i % 2, batch.row().source());
            RowCursor cursor = batch.row().cursor();
            assertArrayEquals(
                    row(i),
                    Arrays.copyOfRange(cursor.data(), cursor.rowStart(), cursor.rowStart() + cursor.rowLength()));
        }
        assertFalse(output.get(1).getSecond().next());
        assertTrue(output.get(2).getSecond().isEnd());
        assertEquals(4, JobCounter.ROWS_READ.of(driver.getCounters()));
    }

    @Test
    void marksTheEndOfAnEmptySplit() throws Exception {
        SampleBackup backup = conversions().backup();
        Manifest empty = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 0, 0);

        assertEquals(new MapTask.Result(0, Digest128.ZERO, 1), new MapTask(plan(empty, Map.of()), hadoop()).run());
    }

    @Test
    void marksNoEndWhereTheInputIsDamaged() throws Exception {
        SampleBackup backup = conversions().backup();
        Manifest manifest = backup.publishInOrder(SampleBackup.table("rs1", "pins_0001"), 400, 1);
        ManifestObject object = manifest.objects().get(0);
        byte[] bytes = Files.readAllBytes(folder.resolve("lake").resolve(object.key()));
        bytes[bytes.length - 1] ^= 1;
        backup.put(object.key(), bytes);
        Configuration hadoop = hadoop();
        new JobSettings(hadoop).splitBytes(1 << 30);
        new JobSettings(hadoop).failureNotes(folder.toString());
        MapTask task = new MapTask(plan(manifest, Map.of()), hadoop);

        DamagedBackupException damaged = assertThrows(DamagedBackupException.class, task::run);

        assertEquals(object.key(), damaged.object());
        assertEquals(0, task.ends());
        String note = Files.readString(folder.resolve("attempt_test_0001_m_000000_0"));
        assertTrue(note.contains(damaged.getMessage()), note);
    }

    @Test
    void givesTotalsThatSayWhatWasFiltered() throws Exception {
        Map<String, String> options = Map.of("filter.from", "3", "filter.to", "7");

        TaskTotals totals = totals(new LinesFormat(), options, "part-0", ".hex");

        assertEquals(10, totals.rowsRead());
        assertEquals(5, totals.rowsWritten());
        assertEquals(5, totals.rowsFiltered());
        RowDigest all = new RowDigest();
        RowDigest kept = new RowDigest();
        for (int i = 0; i < 10; i++) {
            all.add(row(i), 0, row(i).length);
            if (i >= 3 && i <= 7) {
                kept.add(row(i), 0, row(i).length);
            }
        }
        assertEquals(all.value(), totals.rowDigest());
        assertEquals(kept.value(), totals.valueDigest());
        assertEquals(5, Files.readAllLines(folder.resolve("part-0.hex")).size());
    }

    @Test
    void writesTheChosenColumns() throws Exception {
        TaskTotals totals = totals(new ParquetFormat(), Map.of("columns.1", "note"), "part-0", ".parquet");

        assertEquals(10, totals.rowsWritten());
        ParquetFile file = ParquetFile.at(folder.resolve("part-0.parquet"));
        assertEquals(List.of("note"), file.query("SELECT column_name FROM (DESCRIBE SELECT * FROM file)"));
        assertEquals(List.of("45"), file.query("SELECT sum(note::INT) FROM file"));
    }

    /** The mapper's output through the writer of a task. */
    private TaskTotals totals(RowFormat format, Map<String, String> options, String name, String suffix)
            throws Exception {
        MapDriver<NullWritable, RowBatch, NullWritable, RowBatch> driver = driver();
        driver.addInput(NullWritable.get(), batch(0, 10, 1));
        Conversion conversion = new Conversion(
                List.of(new SourceSchema(SampleBackup.SCHEMA, List.of(SampleBackup.table("rs1", "pins_0001")))),
                options);
        org.apache.hadoop.fs.Path totals = new org.apache.hadoop.fs.Path("file://" + folder + "/totals.json");
        TableRecordWriter writer = new TableRecordWriter(
                new RolledFiles(
                        file -> format.create(
                                new org.apache.hadoop.fs.Path("file://" + folder + "/" + file), conversion, hadoop()),
                        name,
                        suffix,
                        Long.MAX_VALUE),
                List.of(KeyFilter.of(KeyRange.of(options), SampleBackup.SCHEMA)),
                totals,
                hadoop());
        for (Pair<NullWritable, RowBatch> pair : driver.run()) {
            writer.write(pair.getFirst(), pair.getSecond());
        }
        writer.close(new TaskAttemptContextImpl(hadoop(), new TaskAttemptID()));
        return new JobDocuments().read(Files.readAllBytes(folder.resolve("totals.json")), TaskTotals.class, "totals");
    }

    private ConversionPlan plan(Manifest manifest, Map<String, String> options) throws Exception {
        return ConversionPlan.of(
                "file://" + folder + "/lake", new LinesFormat(), options, List.of(manifest), List.of());
    }

    private Conversions conversions() {
        return new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), hadoop());
    }

    private Configuration hadoop() {
        return Conversions.hadoopIn(folder);
    }

    private static MapDriver<NullWritable, RowBatch, NullWritable, RowBatch> driver() {
        MapDriver<NullWritable, RowBatch, NullWritable, RowBatch> driver = MapDriver.newMapDriver(new ConvertMapper());
        driver.getConfiguration()
                .setStrings(
                        "io.serializations", BatchSerialization.class.getName(), WritableSerialization.class.getName());
        return driver;
    }
}
