package io.tracker.jobs.counters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.jobs.ConvertRequest;
import io.tracker.jobs.ConvertRun;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.filter.KeyRange;
import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.DayBackup;
import io.tracker.jobs.fixture.QuietWatch;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCounterTest {
    private static final TableName DAYS = new TableName("pins", "days");

    @TempDir
    Path folder;

    @Test
    void countsWhatAFinishedJobPublished() throws IOException {
        Configuration hadoop = Conversions.hadoopIn(folder);
        DayBackup backup =
                new DayBackup(new org.apache.hadoop.fs.Path("file://" + folder + "/lake"), hadoop, SampleBackup.DT);
        Manifest manifest = backup.publish(BackupTable.of(new TableRef("rs1", "pins_0001", "pins", "days"))
                .required("id", "int")
                .column("at", "date")
                .key("id")
                .row("1", "2026-11-20")
                .row("2", "0000-00-00")
                .row("3", null)
                .row("4", "0000-00-00"));
        backup.complete();
        QuietWatch watch = new QuietWatch();

        PublishedTable published;
        try (ConvertRun run = new ConvertRun(request(), hadoop, watch)) {
            published = run.convert(DAYS).published();
        }

        assertEquals(
                Map.of(
                        JobCounter.ROWS_READ, 4L,
                        JobCounter.ROWS_WRITTEN, 3L,
                        JobCounter.ROWS_FILTERED, 1L,
                        JobCounter.CELLS_COERCED, 1L,
                        JobCounter.RANGES_READ, 1L,
                        JobCounter.BYTES_READ,
                                manifest.objects().get(0).ranges().get(0).length(),
                        JobCounter.FILES_WRITTEN, 1L,
                        JobCounter.BYTES_WRITTEN, published.totals().bytes()),
                watch.counters());
    }

    @Test
    void isDocumentedWithEachCounter() throws IOException {
        String document = Files.readString(
                Path.of(System.getProperty("tracker.root", "..")).resolve("docs/monitoring.md"));
        List<String> documented = document.lines()
                .dropWhile(line -> !line.startsWith("## The counters of a job"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`", 3)[1])
                .toList();

        assertEquals(
                Arrays.stream(JobCounter.values()).map(JobCounter::title).toList(),
                documented.subList(0, JobCounter.values().length));
    }

    private ConvertRequest request() {
        return new ConvertRequest(
                "file://" + folder + "/lake",
                "file://" + folder + "/warehouse",
                "parquet",
                SampleBackup.DT,
                List.of(DAYS),
                Optional.empty(),
                ConvertRequest.Incomplete.REFUSE,
                new KeyRange(List.of(), Optional.empty(), Optional.of("3")).options(),
                ConvertRequest.Publish.PLAIN);
    }
}
