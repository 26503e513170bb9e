package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.job.JobWatch;
import io.tracker.jobs.plan.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalConversionTest {
    @TempDir
    Path folder;

    @Test
    void convertsATableOfTwoShards() throws Exception {
        Configuration hadoop = new Configuration();
        hadoop.set("tracker.split-bytes", "8000");
        hadoop.set("hadoop.tmp.dir", folder.resolve("tmp").toString());
        String root = "file://" + folder + "/lake";
        SampleBackup backup = new SampleBackup(new org.apache.hadoop.fs.Path(root), hadoop);
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 500, 2);
        backup.publish(SampleBackup.table("rs1", "pins_0002"), 2, 300, 1);
        backup.complete("rs1");
        ConvertRequest request = new ConvertRequest(
                root,
                "file://" + folder + "/wh",
                LinesFormat.NAME,
                SampleBackup.DT,
                List.of(),
                Optional.empty(),
                ConvertRequest.Incomplete.REFUSE,
                Map.of());
        JobWatch watch = new JobWatch() {
            @Override
            public void began(String title, String jobId, long rows, long storedBytes) {}

            @Override
            public void progressed(long rowsSoFar, float done) {}

            @Override
            public void ended() {}
        };
        try (ConvertRun run = new ConvertRun(request, hadoop, watch)) {
            ConvertResult result = run.convert(new TableName("pins", "calls"));
            assertEquals(800, result.published().totals().rowsWritten());
                    new io.tracker.jobs.json.JobDocuments().write(result.published()),
                    java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
