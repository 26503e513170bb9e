package io.tracker.jobs.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.output.RowFormats;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.jobs.totals.TaskTotals;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");

    @TempDir
    Path folder;

    private Path output;
    private OutputFolder outputFolder;
    private Manifest manifest;
    private Publication publication;

    @BeforeEach
    void plan() throws IOException {
        Configuration hadoop = new Configuration();
        SampleBackup backup = new SampleBackup(new org.apache.hadoop.fs.Path("file://" + folder + "/lake"), hadoop);
        manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 10, 1);
        ConversionPlan plan = ConversionPlan.of(
                "file:///lake", RowFormats.named(LinesFormat.NAME), Map.of(), List.of(manifest), List.of());
        output = Files.createDirectories(folder.resolve("out"));
        outputFolder = OutputFolder.open(new org.apache.hadoop.fs.Path("file://" + output), hadoop);
        publication = new Publication(plan, outputFolder, "job_1_0001", Clock.fixed(NOW, ZoneOffset.UTC), () -> {});
    }

    @Test
    void publishesWhatTheManifestsProve() throws IOException {
        Files.writeString(output.resolve("a"), "12345");
        Files.writeString(output.resolve("b"), "123");
        TaskTotals one = task(6, manifest.totals().digest(), "a", 5);
        TaskTotals other = task(4, Digest128.ZERO, "b", 3);

        TaskTotals sum = publication.check(List.of(one, other));
        publication.announce(sum);

        PublishedTable published = outputFolder.published().orElseThrow();
        assertEquals(10, published.totals().rowsWritten());
        assertEquals(8, published.totals().bytes());
        assertEquals(NOW, published.publishedAt());
        assertEquals(List.of("files.txt"), published.companions());
        assertTrue(Files.exists(output.resolve("files.txt")));
    }

    @Test
    void refusesWhenATaskIsMissing() {
        refuses("rows read (got 6, expected 10", task(6, manifest.totals().digest(), "a", 5));
    }

    @Test
    void refusesWhenATaskCountsTwice() {
        TaskTotals task = task(10, manifest.totals().digest(), "a", 5);

        refuses("rows read (got 20, expected 10", task, task);
    }

    @Test
    void refusesAnotherDigest() {
        refuses("row digest (got 00000000000000000000000000000001", task(10, new Digest128(0, 1), "a", 5));
    }

    @Test
    void refusesRowsThatWereReadAndNeitherWrittenNorFiltered() {
        refuses(
                "rows written and filtered (got 9, expected 10",
                new TaskTotals(
                        10,
                        9,
                        0,
                        manifest.totals().digest(),
                        Digest128.ZERO,
                        List.of(new OutputFile("a", 9, 5)),
                        List.of()));
    }

    @Test
    void refusesFilesThatDoNotHoldTheRowsWritten() {
        refuses(
                "rows of the files (got 9, expected 10",
                new TaskTotals(
                        10,
                        10,
                        0,
                        manifest.totals().digest(),
                        Digest128.ZERO,
                        List.of(new OutputFile("a", 9, 5)),
                        List.of()));
    }

    @Test
    void doesNotAnnounceAFileOfAnotherSize() throws IOException {
        Files.writeString(output.resolve("a"), "1234");
        TaskTotals sum = publication.check(List.of(task(10, manifest.totals().digest(), "a", 5)));

        IOException refused = assertThrows(IOException.class, () -> publication.announce(sum));

        assertTrue(refused.getMessage().contains("a in file:" + output + " (got 4 bytes, expected 5 bytes)"));
        assertFalse(Files.exists(output.resolve("_SUCCESS")));
        assertFalse(Files.exists(output.resolve("_tracker.json")));
    }

    @Test
    void doesNotAnnounceBesideFilesOfAnotherJob() throws IOException {
        Files.writeString(output.resolve("a"), "12345");
        Files.writeString(output.resolve("stranger"), "1");
        TaskTotals sum = publication.check(List.of(task(10, manifest.totals().digest(), "a", 5)));

        IOException refused = assertThrows(IOException.class, () -> publication.announce(sum));

        assertTrue(refused.getMessage().startsWith("Output holds files that are not of this job: stranger in "));
        assertFalse(Files.exists(output.resolve("_SUCCESS")));
    }

    @Test
    void refusesWhenAnotherJobHasPublished() throws IOException {
        Files.writeString(output.resolve("a"), "12345");
        TaskTotals task = task(10, manifest.totals().digest(), "a", 5);
        publication.announce(publication.check(List.of(task)));

        IOException second = assertThrows(IOException.class, () -> publication.check(List.of(task)));

        assertTrue(second.getMessage().startsWith("Output was published by another job meanwhile: "));
    }

    private void refuses(String reason, TaskTotals... tasks) {
        IOException refused = assertThrows(IOException.class, () -> publication.check(List.of(tasks)));
        assertTrue(
                refused.getMessage().startsWith("Totals differ, nothing is published: pins.calls dt=2026-11-20: "),
                refused.getMessage());
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private static TaskTotals task(long rows, Digest128 digest, String file, long bytes) {
        return new TaskTotals(
                rows, rows, 0, digest, Digest128.ZERO, List.of(new OutputFile(file, rows, bytes)), List.of());
    }
}
