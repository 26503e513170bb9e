package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that write some columns, some rows, or files of some size: their proofs hold as those of whole tables do. */
class PartOfATableTest {
    private static final int ROWS = 2000;

    @TempDir
    Path folder;

    private Conversions conversions;
    private Manifest manifest;

    @BeforeEach
    void backUp() throws IOException {
        conversions = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder));
        SampleBackup backup = conversions.backup();
        manifest = backup.publishInOrder(SampleBackup.table("rs1", "pins_0001"), ROWS, 2);
        backup.complete("rs1");
    }

    @Test
    void writesTheRowsOfAnIntervalAndProvesAllOfThem() throws IOException {
        Map<String, String> interval = Map.of("filter.from", "5000", "filter.to", "12990");

        PublishedTable published =
                conversions.convert(LinesFormat.NAME, interval).published();

        assertEquals(ROWS, published.totals().rowsRead());
        assertEquals(800, published.totals().rowsWritten());
        assertEquals(ROWS - 800, published.totals().rowsFiltered());
        assertEquals(manifest.totals().digest(), published.totals().rowDigest());
        assertEquals(interval, published.options());
        assertEquals(published, new VerifyRun(conversions.hadoop(), 2).verify(conversions.output()));
    }

    @Test
    void writesOneRowOfParquetWithOneColumn() throws IOException {
        PublishedTable published = conversions
                .convert("parquet", Map.of("filter.key.1", "770", "columns.1", "note"))
                .published();

        assertEquals(1, published.totals().rowsWritten());
        assertEquals(
                List.of("note"),
                published.columns().stream().map(RowFormat.OutputColumn::name).toList());
        assertEquals(manifest.totals().digest(), published.totals().rowDigest());
        assertEquals(published, new VerifyRun(conversions.hadoop(), 2).verify(conversions.output()));
    }

    @Test
    void beginsAnotherFileAtItsSize() throws IOException {
        conversions.hadoop().setLong("tracker.split-bytes", 1 << 30);

        PublishedTable published = conversions
                .convert(LinesFormat.NAME, Map.of("lines.file-bytes", "10000"))
                .published();

        List<OutputFile> files = published.files();
        assertTrue(files.size() > 4, files::toString);
        assertEquals(1, files.stream().filter(file -> file.bytes() < 10_000).count(), files::toString);
        assertTrue(files.stream().allMatch(file -> file.bytes() < 10_100), files::toString);
        assertTrue(files.get(0).name().matches("part-00000-.*-0001\\.hex"), files::toString);
        assertEquals(ROWS, files.stream().mapToLong(OutputFile::rows).sum());
        assertEquals(published, new VerifyRun(conversions.hadoop(), 2).verify(conversions.output()));
    }

    @Test
    void keepsParquetFilesBelowTheirSizeAndNear() throws IOException {
        conversions.hadoop().setLong("tracker.split-bytes", 1 << 30);
        SampleBackup backup = conversions.backup();
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 2, 7, 60_000, 1);
        Map<String, String> options =
                Map.of("policy.note", "binary", "parquet.file-bytes", "1048576", "parquet.row-group-bytes", "1048576");

        List<OutputFile> files =
                conversions.convert("parquet", options).published().files();

        assertTrue(files.size() > 2, files::toString);
        assertTrue(files.stream().filter(file -> file.bytes() < 700_000).count() <= 1, files::toString);
        assertTrue(files.stream().allMatch(file -> file.bytes() < 1_200_000), files::toString);
        assertEquals(60_000, files.stream().mapToLong(OutputFile::rows).sum());
    }

    @Test
    void refusesAnOutputThatWasMadeOtherwise() throws IOException {
        conversions.convert(LinesFormat.NAME, Map.of("filter.key.1", "770"));

        OperatorException refused =
                assertThrows(OperatorException.class, () -> conversions.convert(LinesFormat.NAME, Map.of()));

        assertTrue(
                refused.getMessage().startsWith("Output is already published with other options: "),
                refused.getMessage());
        assertEquals(
                ConvertResult.Ending.ALREADY_DONE,
                conversions
                        .convert(LinesFormat.NAME, Map.of("filter.key.1", "770"))
                        .ending());
    }

    @Test
    void refusesAKeyThatTheTableDoesNotHaveBeforeAnyJob() {
        OperatorException refused = assertThrows(
                OperatorException.class,
                () -> conversions.convert(LinesFormat.NAME, Map.of("filter.key.1", "1", "filter.key.2", "2")));

        assertTrue(refused.getMessage().startsWith("Rows cannot be named by the key"), refused.getMessage());
    }
}
