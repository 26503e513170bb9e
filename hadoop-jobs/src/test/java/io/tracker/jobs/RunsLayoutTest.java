package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.DayLeftovers;
import io.tracker.jobs.commit.DayOutput;
import io.tracker.jobs.commit.OutputFolder;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days that are published in runs, and published again. */
class RunsLayoutTest {
    @TempDir
    Path folder;

    private Conversions conversions;
    private SampleBackup backup;

    @BeforeEach
    void publish() throws IOException {
        conversions = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder));
        backup = conversions.backup();
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 100, 1);
        backup.complete("rs1");
    }

    @Test
    void showsTheOldOutputUntilThePointerNamesTheNewOne() throws IOException {
        ConvertResult first = convert(ConvertRequest.Publish.RUNS);
        assertEquals(List.of("_current", "_runs"), namesInDay());
        assertEquals(
                ConvertResult.Ending.ALREADY_DONE,
                convert(ConvertRequest.Publish.RUNS).ending());
        Manifest second = backup.publish(SampleBackup.table("rs1", "pins_0001"), 2, 7, 60, 1);

        assertThrows(
                IOException.class,
                () -> conversions.convert(ConvertRequest.Publish.RUNS_AGAIN, Map.of(LinesFormat.BROKEN, "open")));
        assertEquals(first.published(), verify());
        ConvertResult again = convert(ConvertRequest.Publish.RUNS_AGAIN);

        assertNotEquals(first.output(), again.output());
        assertEquals(again.published(), verify());
        assertEquals(second.totals().digest(), verify().totals().rowDigest());
        assertEquals(first.published(), new VerifyRun(conversions.hadoop(), 1).verify(first.output()));
    }

    @Test
    void movesAPlainDayToRunsWithoutTouchingIt() throws IOException {
        ConvertResult plain = convert(ConvertRequest.Publish.PLAIN);
        List<String> before = namesInDay();

        ConvertResult run = convert(ConvertRequest.Publish.RUNS_AGAIN);

        assertEquals(run.published(), verify());
        assertTrue(namesInDay().containsAll(before), namesInDay()::toString);
        assertEquals(
                ConvertResult.Ending.ALREADY_DONE,
                convert(ConvertRequest.Publish.PLAIN).ending());
        assertNotEquals(plain.output(), convert(ConvertRequest.Publish.PLAIN).output());
    }

    @Test
    void letsOneOfTwoRunsBecomeTheCurrentOne() throws IOException {
        ConvertResult first = convert(ConvertRequest.Publish.RUNS);
        ConvertResult second = convert(ConvertRequest.Publish.RUNS_AGAIN);
        DayOutput day = DayOutput.open(conversions.output(), conversions.hadoop());
        OutputFolder late = day.run(first.output().getName());

        IOException lost = assertThrows(IOException.class, () -> day.point(late, 2, Instant.now()));

        assertTrue(lost.getMessage().startsWith("Another run became the current one meanwhile: "), lost.getMessage());
        assertEquals(second.published(), verify());
    }

    @Test
    void namesReplacedRunsAndUnfinishedOnesAsLeftovers() throws IOException {
        ConvertResult first = convert(ConvertRequest.Publish.RUNS);
        convert(ConvertRequest.Publish.RUNS_AGAIN);
        Path dead = folder.resolve("warehouse/pins/calls/dt=2026-11-20/_runs/dead/_temporary/0");
        Files.createDirectories(dead);

        List<String> names = leftovers(Instant.now().plusSeconds(60)).stream()
                .map(leftover -> leftover.toString().replaceFirst(", of .*", ""))
                .sorted()
                .toList();

        String runs = first.output().getParent().toString();
        assertEquals(
                List.of(
                        "run that is not the current one: " + first.output(),
                        "run that is not the current one: " + runs + "/dead"),
                names);
        // A run whose folder holds no file yet has no age.
        assertEquals(1, leftovers(Instant.now().minusSeconds(3600)).size());
        for (DayLeftovers.Leftover leftover : leftovers(Instant.now().plusSeconds(60))) {
            leftover.remove();
        }
        verify();
        assertEquals(List.of(), leftovers(Instant.now().plusSeconds(60)));
    }

    private List<DayLeftovers.Leftover> leftovers(Instant before) throws IOException {
        return new DayLeftovers(conversions.output(), before, conversions.hadoop()).find();
    }

    private ConvertResult convert(ConvertRequest.Publish publish) throws IOException {
        return conversions.convert(publish, Map.of());
    }

    private PublishedTable verify() throws IOException {
        return new VerifyRun(conversions.hadoop(), 1).verify(conversions.output());
    }

    private List<String> namesInDay() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("warehouse/pins/calls/dt=2026-11-20"))) {
            return found.map(path -> path.getFileName().toString())
                    .filter(name -> !name.endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }
}
