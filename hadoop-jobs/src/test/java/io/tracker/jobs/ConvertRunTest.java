package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.OutputFolder;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.failure.NotCompleteException;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.QuietWatch;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertRunTest {
    @TempDir
    Path folder;

    private Conversions conversions;
    private SampleBackup backup;

    @BeforeEach
    void open() throws IOException {
        conversions = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder));
        backup = conversions.backup();
    }

    @Test
    void publishesExactlyTheRowsOfAllShards() throws IOException {
        Manifest one = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 500, 2);
        Manifest other = backup.publish(SampleBackup.table("rs1", "pins_0002"), 2, 300, 1);
        backup.complete("rs1");

        ConvertResult result = conversions.convert();

        assertEquals(ConvertResult.Ending.PUBLISHED, result.ending());
        PublishedTable published = result.published();
        assertEquals(800, published.totals().rowsRead());
        assertEquals(800, published.totals().rowsWritten());
        Digest128 expected = one.totals().digest().plus(other.totals().digest());
        assertEquals(expected, published.totals().rowDigest());
        assertTrue(published.files().size() > 3, "several splits: " + published.files());
        assertEquals(expected, digestOfFiles(published));
        assertEquals(List.of("files.txt"), published.companions());
        assertEquals(2, published.sources().size());
    }

    @Test
    void stagesALocalJobInTheFolderOfItsUser() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 100, 1);
        backup.complete("rs1");

        conversions.convert();

        assertTrue(Files.isDirectory(folder.resolve("tmp/mapred/staging")), "not below hadoop.tmp.dir");
    }

    @Test
    void publishesAnEmptyFileForATableWithoutRows() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 0, 0);
        backup.complete("rs1");

        PublishedTable published = conversions.convert().published();

        assertEquals(0, published.totals().rowsWritten());
        assertEquals(1, published.files().size());
    }

    @Test
    void saysThatAPublishedDayIsAlreadyDone() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 100, 1);
        backup.complete("rs1");
        PublishedTable first = conversions.convert().published();

        ConvertResult again = conversions.convert();

        assertEquals(ConvertResult.Ending.ALREADY_DONE, again.ending());
        assertEquals(first, again.published());
    }

    @Test
    void refusesToConvertOverAnOutputOfOtherManifests() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 100, 1);
        backup.complete("rs1");
        conversions.convert();
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 2, 7, 100, 1);

        OperatorException refused = assertThrows(OperatorException.class, conversions::convert);

        assertTrue(refused.getMessage().contains("already published from other manifests"), refused.getMessage());
    }

    @Test
    void takesTheHighestManifest() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 100, 1);
        backup.complete("rs1");
        Manifest second = backup.publish(SampleBackup.table("rs1", "pins_0001"), 2, 7, 60, 1);

        PublishedTable published = conversions.convert().published();

        assertEquals(60, published.totals().rowsWritten());
        assertEquals(second.totals().digest(), published.totals().rowDigest());
    }

    @Test
    void namesWhoOwesWhatIsMissing() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 100, 1);
        backup.complete("rs1");
        backup.owe(SampleBackup.table("rs2", "pins_0002"));
        backup.plan("rs2");

        NotCompleteException missing = assertThrows(NotCompleteException.class, conversions::convert);

        assertTrue(
                missing.getMessage()
                        .contains("replica set rs2: has not completed the day (days/dt=2026-11-20/rs2/"
                                + "complete.json is missing), and owes this table of pins_0002"),
                missing.getMessage());
        assertFalse(Files.exists(folder.resolve("warehouse")));
    }

    @Test
    void recordsAllowedGapsInTheOutput() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 100, 1);
        backup.refuse(SampleBackup.table("rs1", "pins_0002"), "MyISAM");
        backup.complete("rs1");

        PublishedTable published =
                conversions.convert(ConvertRequest.Incomplete.ALLOW).published();

        assertEquals(1, published.missing().size());
        assertEquals(
                "rs1.pins_0002: refused by the agent: MyISAM",
                published.missing().get(0).toString());
    }

    @Test
    void startsAfreshOverWhatAnUnfinishedRunLeft() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 100, 1);
        backup.complete("rs1");
        Path output = folder.resolve("warehouse/pins/calls/dt=2026-11-20");
        Files.createDirectories(output);
        Files.writeString(output.resolve("part-00000-dead_0001.hex"), "ff\n");

        PublishedTable published = conversions.convert().published();

        assertEquals(100, published.totals().rowsWritten());
        assertFalse(Files.exists(output.resolve("part-00000-dead_0001.hex")));
    }

    @Test
    void namesTheTablesOfTheDayWhenOneIsNotThere() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 100, 1);
        backup.complete("rs1");
        ConvertRequest request = conversions.request(LinesFormat.NAME, ConvertRequest.Incomplete.REFUSE);
        try (ConvertRun run = new ConvertRun(request, conversions.hadoop(), new QuietWatch())) {
            TableName unknown = new TableName("pins", "cals");

            OperatorException absent = assertThrows(OperatorException.class, () -> run.convert(unknown));

            assertEquals("Table has no manifest: pins.cals dt=2026-11-20", absent.getMessage());
            assertEquals("tables of that day: pins.calls", absent.hint());
            assertEquals(List.of(Conversions.CALLS), run.tables());
        }
    }

    @Test
    void listsTheFormatsWhenOneIsNotKnown() {
        ConvertRequest request = conversions.request("orc", ConvertRequest.Incomplete.REFUSE);

        OperatorException unknown = assertThrows(
                OperatorException.class, () -> new ConvertRun(request, conversions.hadoop(), new QuietWatch()));

        assertEquals("Format is not known: --to orc", unknown.getMessage());
        assertTrue(unknown.hint().contains(LinesFormat.NAME), unknown.hint());
    }

    private Digest128 digestOfFiles(PublishedTable published) throws IOException {
        OutputFolder output = OutputFolder.open(conversions.output(), conversions.hadoop());
        Digest128 sum = Digest128.ZERO;
        for (OutputFile file : published.files()) {
            RowFormat.ReadBack back = new LinesFormat()
                    .readBack(
                            new org.apache.hadoop.fs.Path(output.path(), file.name()),
                            new io.tracker.jobs.output.Conversion(published.schemas(), published.options()),
                            conversions.hadoop());
            assertEquals(file.rows(), back.rows());
            sum = sum.plus(back.valueDigest());
        }
        return sum;
    }
}
