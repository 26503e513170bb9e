package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanCommandTest {
    @TempDir
    Path folder;

    private String warehouse;

    @BeforeEach
    void backUp() throws IOException {
        warehouse = "file://" + folder + "/warehouse";
        SampleBackup backup = new Conversions(
                        new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder))
                .backup();
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 30, 1);
        backup.complete("rs1");
    }

    @Test
    void namesReplacedRunsAndRemovesThemWhenTold() {
        assertEquals(0, convert("--layout", "runs").code());
        assertEquals(0, convert("--layout", "runs", "--overwrite").code());

        assertEquals("0 leftovers\n", clean().out(), "a run of today");
        CommandInTest.Ending named = clean("--older-than", "0s");
        assertEquals(0, named.code(), named::toString);
        assertTrue(named.out().startsWith("run that is not the current one: file:"), named::toString);
        assertTrue(named.out().endsWith("\n1 leftover; --delete removes it\n"), named::toString);
        assertEquals(named.out(), clean("--older-than", "0s", "--dry-run").out());
        CommandInTest.Ending listed = clean("--older-than", "0s", "--json").with(0);
        assertTrue(listed.out().matches("\\{\"leftover\":\"run that [^\\n]*\",\"removed\":false}\n"), listed::toString);
        CommandInTest.Ending removed = clean("--older-than", "0s", "--dt", "2026-11-20", "--delete");
        assertTrue(removed.out().endsWith("\n1 leftover removed\n"), removed::toString);
        assertEquals("0 leftovers\n", clean("--older-than", "0s").out());
        CommandInTest.Ending verified = CommandInTest.run(List.of("verify", "--warehouse", warehouse, "--all-tables"));
        assertEquals(0, verified.code(), verified::toString);
    }

    @Test
    void refusesToOverwriteAFolderAndATimeThatIsNone() {
        CommandInTest.Ending overwrite = convert("--overwrite");
        assertEquals(2, overwrite.code());
        assertTrue(overwrite.err().contains("--overwrite needs --layout runs"), overwrite::toString);
        CommandInTest.Ending layout = convert("--layout", "run");
        assertTrue(layout.err().contains("--layout is not known (got run, expected plain or runs)"), layout::toString);
        clean("--delete", "--dry-run").with(2).telling("--delete and --dry-run exclude each other");
        CommandInTest.Ending age = clean("--older-than", "soon");
        assertTrue(age.err().contains("--older-than is no length of time (got soon"), age::toString);
    }

    private CommandInTest.Ending convert(String... more) {
        List<String> words = new ArrayList<>(List.of("convert", "--to", LinesFormat.NAME, "--root"));
        words.addAll(List.of("file://" + folder + "/lake", "--warehouse", warehouse, "--all-tables"));
        words.addAll(List.of("--dt", "2026-11-20", "-Dhadoop.tmp.dir=" + folder.resolve("tmp")));
        words.addAll(List.of(more));
        return CommandInTest.run(words);
    }

    private CommandInTest.Ending clean(String... more) {
        List<String> words = new ArrayList<>(List.of("clean", "--warehouse", warehouse));
        words.addAll(List.of(more));
        return CommandInTest.run(words);
    }
}
