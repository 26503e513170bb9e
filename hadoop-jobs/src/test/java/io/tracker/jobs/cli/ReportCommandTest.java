package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.FleetSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    Path folder;

    @Test
    void writesAWholePageAndSaysWhatStandsInIt() throws IOException {
        FleetSample.write(folder);
        Path page = folder.resolve("report.html");
        Files.writeString(page, "the page of yesterday");

        CommandInTest.Ending ending = report("--out", page.toString(), "--from", "2026-11-13");

        assertEquals(
                page
                        + ": 8 days, 6 replica sets, 8 tables, 1 late, 2 partial, 1 missing, 1 slow night, 1 schema change\n",
                ending.with(0).out());
        String html = Files.readString(page);
        assertTrue(html.startsWith("<!DOCTYPE html>") && html.endsWith("</html>\n"), "whole");
        assertFalse(html.contains("FIGURES") || html.contains("/* S"), "every place is filled");
        assertFalse(html.contains("<img"), "a name began markup");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("lake", "report.html"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void tellsDaysInWhichNothingIsRecorded() throws IOException {
        FleetSample.write(folder);

        report("--out", folder + "/a.html", "--from", "2026-10-01", "--to", "2026-10-02")
                .with(0)
                .printing("2 days, 4 replica sets, 0 tables, 0 late, 0 partial, 8 missing");
        Files.delete(folder.resolve("lake/fleet.json"));
        report("--out", folder + "/b.html", "--from", "2026-10-01", "--to", "2026-10-02")
                .with(2)
                .telling("tracker-jobs report: Nothing is recorded from 2026-10-01 to 2026-10-02 in file:")
                .telling("\nHINT: check --root, --from and --to\n");
        assertFalse(Files.exists(folder.resolve("b.html")));
    }

    @Test
    void refusesAFileThatCannotBeWrittenAndLeavesNothing() throws IOException {
        FleetSample.write(folder);

        report("--out", folder + "/no/report.html")
                .with(2)
                .telling("File cannot be written: " + folder + "/no/report.html");
        report("--out", folder.toString()).with(2).telling("it is a folder");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void tellsAllProblemsOfTheArgumentsAtOnce() {
        report("--to", "2026-11-19", "--from", "2026-11-20", "--late-after", "soon")
                .with(2)
                .telling(
                        "--out is missing",
                        "--from is after --to (got 2026-11-20 and 2026-11-19)",
                        "--late-after is no length of time (got soon");
    }

    private CommandInTest.Ending report(String... more) {
        return CommandInTest.run("report", List.of("--root", "file://" + folder + "/lake"), more);
    }
}
