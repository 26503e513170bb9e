package io.tracker.jobs.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.RowSerialization;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.row.BackupRow;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.layout.RowLayout;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.serializer.WritableSerialization;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.jupiter.api.Test;

class ConvertMapperTest {
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

    private static BackupRow backupRow(byte[] encoded, int source) throws Exception {
        RowCursor cursor = new RowCursor(RowLayout.of(SampleBackup.SCHEMA));
        cursor.parse(encoded, 0, encoded.length);
        return new BackupRow(cursor, source);
    }

    @Test
    void passesEveryRowOnAndMarksTheEndOnce() throws Exception {
        MapDriver<NullWritable, BackupRow, NullWritable, BackupRow> driver =
                MapDriver.newMapDriver(new ConvertMapper());
        driver.getConfiguration()
                .setStrings(
                        "io.serializations", RowSerialization.class.getName(), WritableSerialization.class.getName());
        driver.addInput(NullWritable.get(), backupRow(row(1), 0));
        driver.addInput(NullWritable.get(), backupRow(row(2), 1));
        List<Pair<NullWritable, BackupRow>> output = driver.run();
        assertEquals(3, output.size());
        for (int i = 0; i < 2; i++) {
            BackupRow row = output.get(i).getSecond();
            assertFalse(row.isEnd());
            assertEquals(i, row.source());
            RowCursor cursor = row.cursor();
            assertArrayEquals(
                    row(i + 1),
                    Arrays.copyOfRange(cursor.data(), cursor.rowStart(), cursor.rowStart() + cursor.rowLength()));
        }
        assertTrue(output.get(2).getSecond().isEnd());
        assertEquals(
                2, driver.getCounters().findCounter(ConvertMapper.Watch.ROWS).getValue());
    }
}
