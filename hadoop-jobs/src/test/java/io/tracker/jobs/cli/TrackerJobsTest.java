package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerJobsTest {
    @TempDir
    Path folder;

    private SampleBackup backup;

    @BeforeEach
    void open() throws IOException {
        backup = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder))
                .backup();
    }

    @Test
    void convertsAndVerifiesADayOfAllTables() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 300, 2);
        backup.complete("rs1");

        CommandInTest.Ending converted =
                convert("--all-tables", "--progress", "lines", "-D", "tracker.split-bytes=9000");

        assertEquals(0, converted.code(), converted::toString);
        assertTrue(converted.out().contains("pins.calls dt=2026-11-20: published in "), converted::toString);
        assertTrue(converted.out().contains("300 rows of 1 shard in "), converted::toString);
        assertTrue(converted.err().contains("converts 300 rows from "), converted::toString);
        converted.telling(
                "\npins.calls dt=2026-11-20: rows_read 300, rows_written 300, rows_filtered 0, cells_coerced 0, ranges_read ");

        CommandInTest.Ending again = convert("--dataset", "pins", "--table", "calls");
        assertEquals(0, again.code(), again::toString);
        assertTrue(again.out().contains("already done, by job_local"), again::toString);

        CommandInTest.Ending verified =
                CommandInTest.run(List.of("verify", "--warehouse", warehouse(), "--all-tables"));
        assertEquals(0, verified.code(), verified::toString);
        assertTrue(verified.out().startsWith("pins.calls dt=2026-11-20: verified in "), verified::toString);
        CommandInTest.run(List.of("verify", "--warehouse", warehouse(), "--all-tables", "--json"))
                .with(0)
                .printing(
                        "{\"table\":{\"dataset\":\"pins\",\"table\":\"calls\"},\"dt\":\"2026-11-20\",\"files\":",
                        "\"rowsWritten\":300,");
    }

    @Test
    void tellsWhatItWouldDoAndDoesNothing() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 300, 2);
        backup.refuse(SampleBackup.table("rs1", "pins_0002"), "engine is MyISAM");
        backup.complete("rs1");

        CommandInTest.Ending refused = convert("--all-tables", "--dry-run");
        assertEquals(11, refused.code(), refused::toString);

        CommandInTest.Ending told = convert("--all-tables", "--dry-run", "--allow-missing", "--split-bytes", "600k");
        assertEquals(0, told.code(), told::toString);
        assertTrue(
                told.out().startsWith("pins.calls dt=2026-11-20: would convert 300 rows of 1 shard, "), told::toString);
        assertTrue(told.out().contains(" in 2 objects\n  schemas      1, unified to 2 columns\n"), told::toString);
        assertTrue(told.out().contains("  files        4, one a mapper\n"), told::toString);
        assertTrue(told.out().contains("  missing      rs1.pins_0002: refused by the agent: engine"), told::toString);
        assertFalse(Files.exists(folder.resolve("warehouse")), "nothing was written");

        CommandInTest.Ending converted = convert("--all-tables", "--allow-missing", "--split-bytes", "600k");
        assertTrue(converted.out().contains("300 rows of 1 shard in 4 files,"), converted::toString);
    }

    @Test
    void endsWithElevenWhenTheDayIsNotComplete() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 30, 1);
        backup.plan("rs1");

        CommandInTest.Ending ending = convert("--all-tables");

        assertEquals(11, ending.code(), ending::toString);
        assertTrue(
                ending.err()
                        .startsWith(
                                "tracker-jobs convert pins.calls: Backup is not complete: pins.calls dt=2026-11-20: "
                                        + "replica set rs1: has not completed the day"),
                ending::toString);
        assertTrue(
                ending.err().contains("\nHINT: wait and run again, or --wait; tracker-jobs status tells since when"),
                ending::toString);
    }

    @Test
    void convertsTheOtherTablesWhenOneFails() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 30, 1);
        backup.complete("rs1");

        CommandInTest.Ending ending = convert("--dataset", "pins", "--table", "calls", "--table", "cals");

        assertEquals(2, ending.code(), ending::toString);
        assertTrue(ending.out().contains("pins.calls dt=2026-11-20: published"), ending::toString);
        assertTrue(
                ending.err().contains("tracker-jobs convert pins.cals: Table has no manifest: pins.cals"),
                ending::toString);
    }

    @Test
    void endsWithOneWhenABackupIsDamaged() throws IOException {
        String key = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 30, 1)
                .objects()
                .get(0)
                .key();
        backup.complete("rs1");
        Files.delete(folder.resolve("lake").resolve(key));

        CommandInTest.Ending ending = convert("--all-tables");

        assertEquals(1, ending.code(), ending::toString);
        assertTrue(
                ending.err()
                        .contains("pins.calls: Backup object is damaged: " + key + " at offset 0: object is absent\n"),
                ending::toString);
        assertTrue(ending.err().contains("\nHINT: other objects may be whole"), ending::toString);
    }

    @Test
    void saysWhyAnAttemptCouldNotEvenBegin() throws IOException {
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 30, 1);
        backup.complete("rs1");

        CommandInTest.Ending unwritable = convert("--all-tables", "--option", LinesFormat.BROKEN + "=open");
        CommandInTest.Ending starved = convert("--all-tables", "--option", LinesFormat.BROKEN + "=memory");

        assertEquals(1, unwritable.code(), unwritable::toString);
        assertTrue(
                unwritable.err().contains("convert pins.calls: Lines cannot be written: part-00000-"),
                unwritable::toString);
        assertEquals(1, starved.code(), starved::toString);
        assertTrue(starved.err().contains("convert pins.calls: no memory for a row"), starved::toString);
    }

    @Test
    void takesItsOwnOptionsForItsOwnWhereverTheyStand() throws IOException {
        Path conf = folder.resolve("jobs.properties");
        Files.writeString(conf, "tracker.split-bytes = 9000\nhadoop.tmp.dir = " + folder.resolve("tmp") + "\n");
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 300, 2);
        backup.complete("rs1");

        CommandInTest.Ending ending = convertAfter(List.of("--conf", conf.toString()), "--all-tables");

        assertEquals(0, ending.code(), ending::toString);
        assertFalse(ending.out().contains("in 1 file,"), ending::toString);
    }

    @Test
    void letsTheCommandLineWinOverTheFile() throws IOException {
        Path conf = folder.resolve("jobs.properties");
        Files.writeString(conf, "hadoop.tmp.dir = " + folder.resolve("elsewhere") + "\ntracker.split-bytes = 9000\n");
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 300, 2);
        backup.complete("rs1");

        CommandInTest.Ending ending =
                convert("--all-tables", "--conf", conf.toString(), "-Dtracker.split-bytes=90000000");

        assertEquals(0, ending.code(), ending::toString);
        assertTrue(ending.out().contains("in 1 file,"), ending::toString);
        assertFalse(Files.exists(folder.resolve("elsewhere")), ending::toString);
    }

    @Test
    void refusesAConfigurationOfHadoopsThatIsNotThere() {
        CommandInTest.Ending ending =
                CommandInTest.run(List.of("verify", "-conf", "/no/such/file.xml", "--all-tables"));

        assertEquals(2, ending.code(), ending::toString);
        assertTrue(ending.err().contains("Configuration cannot be read: -conf /no/such/file.xml"), ending::toString);
    }

    @Test
    void tellsAllProblemsOfTheArgumentsAtOnce() {
        CommandInTest.Ending ending = CommandInTest.run(List.of(
                "convert",
                "--warehose",
                "x",
                "--to",
                "parquet",
                "--dt",
                "2026-11-21",
                "--table",
                "calls",
                "--split-bytes",
                "much",
                "--local-maps",
                "0",
                "--option",
                "novalue",
                "--progress",
                "loud"));

        assertEquals(2, ending.code());
        for (String problem : List.of(
                "--warehose is not known (did you mean --warehouse?)",
                "--root is missing",
                "--warehouse is missing",
                "--dt has not ended yet (got 2026-11-21, expected a day before 2026-11-21 UTC)",
                "--table needs --dataset",
                "--split-bytes is no size (got much, expected one like 128m)",
                "--local-maps is no number (got 0, expected 1 to 9999)",
                "--option is malformed (got novalue, expected NAME=VALUE)",
                "--progress is not known (got loud, expected bar, lines or none)")) {
            assertTrue(ending.err().contains(problem), problem + "\n" + ending.err());
        }
    }

    @Test
    void namesTheNearestCommand() {
        CommandInTest.Ending ending = CommandInTest.run(List.of("convrt"));

        assertEquals(2, ending.code());
        assertTrue(ending.err().contains("Command is not known: convrt (did you mean convert?)"), ending::toString);
    }

    @Test
    void refusesAPlaceWithoutAScheme() {
        CommandInTest.Ending ending = CommandInTest.run(
                List.of("convert", "--to", LinesFormat.NAME, "--root", "/lake", "--warehouse", "/w", "--all-tables"));

        assertEquals(2, ending.code());
        assertTrue(ending.err().contains("Place is malformed: --"), ending::toString);
    }

    @Test
    void helpOfACommandThatIsNoneIsAnError() {
        CommandInTest.Ending ending = CommandInTest.run(List.of("help", "convrt"));
        assertEquals(2, ending.code(), ending::toString);
        assertTrue(ending.err().contains("convert"), ending::toString);
    }

    @Test
    void helpsWithoutACommandAndThenEndsWithTwo() {
        assertEquals(0, CommandInTest.run(List.of("help")).code());
        assertEquals(2, CommandInTest.run(List.of()).code());
        assertEquals(
                CommandInTest.run(List.of("help")).out(),
                CommandInTest.run(List.of()).out());
    }

    @Test
    void readsSettingsFromAFile() throws IOException {
        Path conf = folder.resolve("jobs.properties");

        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 30, 1);
        backup.complete("rs1");

        CommandInTest.Ending missing =
                convert("--all-tables", "--conf", folder.resolve("no").toString());
        assertEquals(2, missing.code(), missing::toString);
        assertTrue(missing.err().contains("Configuration cannot be read: --conf "), missing::toString);

        Files.writeString(conf, "hadoop.tmp.dir = " + folder.resolve("elsewhere") + "\n");
        CommandInTest.Ending read = convertAfter(List.of(), "--all-tables", "--conf", conf.toString());
        assertEquals(0, read.code(), read::toString);
        assertTrue(Files.exists(folder.resolve("elsewhere")), "the file's setting holds");
        assertFalse(read.err().contains("Unexpected"), read::toString);
    }

    private CommandInTest.Ending convert(String... more) {
        return convertAfter(List.of("-Dhadoop.tmp.dir=" + folder.resolve("tmp")), more);
    }

    private CommandInTest.Ending convertAfter(List<String> first, String... more) {
        List<String> arguments = new ArrayList<>(List.of("convert"));
        arguments.addAll(first);
        arguments.addAll(
                List.of("--to", LinesFormat.NAME, "--root", "file://" + folder + "/lake", "--warehouse", warehouse()));
        arguments.addAll(List.of(more));
        return CommandInTest.run(arguments);
    }

    private String warehouse() {
        return "file://" + folder + "/warehouse";
    }
}
