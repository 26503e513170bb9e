package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.QuietWatch;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.fixture.SlowFileSystem;
import io.tracker.jobs.fixture.StoreInTest;
import io.tracker.jobs.fixture.YarnInTest;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a YARN cluster, whose output goes to a real S3 server by the magic committer. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class YarnIT {
    private static final int SPLIT_BYTES = 60_000;

    private Path folder;
    private StoreInTest store;
    private YarnInTest yarn;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        store = StoreInTest.start();
        yarn = YarnInTest.start(folder);
    }

    @AfterAll
    void stop() throws Exception {
        yarn.close();
        store.close();
    }

    @Test
    void publishesEachRowOnceWhenASpeculativeTwinWins() throws Exception {
        Configuration hadoop = client();
        Path lake = folder.resolve("lake");
        SampleBackup backup = new SampleBackup(root("file", lake), hadoop);
        Manifest manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 4000, 1);
        backup.complete("rs1");
        QuietWatch watch = new QuietWatch();

        ConvertResult result;
        try (ConvertRun run = new ConvertRun(request(root(SlowFileSystem.SCHEME, lake), "twin"), hadoop, watch)) {
            result = run.convert(Conversions.CALLS);
        }

        Map<String, TaskCompletionEvent.Status> endings = endings(hadoop, watch.jobId());
        assertEquals(TaskCompletionEvent.Status.SUCCEEDED, endings.get("m_000000_1"), endings::toString);
        assertTrue(endings.size() > result.published().files().size(), "an attempt more than tasks: " + endings);
        PublishedTable published = result.published();
        assertEquals(4000, published.totals().rowsRead());
        assertEquals(4000, published.totals().rowsWritten());
        assertEquals(manifest.totals().digest(), published.totals().rowDigest());
        assertEquals(published, new VerifyRun(hadoop, 2).verify(result.output()));
        assertEquals(List.of(), store.pendingUploads());
        assertEquals(
                published.files().size() + 3,
                store.keysBelow(result.output()).size(),
                () -> "files, companion, _tracker.json and _SUCCESS only");
    }

    @Test
    void namesTheDamagedObjectOfATaskThatFailed() throws Exception {
        Configuration hadoop = client();
        Path lake = folder.resolve("damaged-lake");
        SampleBackup backup = new SampleBackup(root("file", lake), hadoop);
        Manifest manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 500, 1);
        backup.complete("rs1");
        ManifestObject object = manifest.objects().get(0);
        flip(lake.resolve(object.key()), object.ranges().get(2).offset() + 30);

        IOException failed;
        try (ConvertRun run = new ConvertRun(request(root("file", lake), "damaged"), hadoop, new QuietWatch())) {
            failed = assertThrows(IOException.class, () -> run.convert(Conversions.CALLS));
        }

        assertTrue(
                failed.getMessage().startsWith("Backup object is damaged: " + object.key() + " at offset "),
                failed::getMessage);
        assertEquals(List.of(), store.keysBelow(store.path("damaged/pins/calls/dt=" + SampleBackup.DT)));
        assertEquals(List.of(), store.pendingUploads());
    }

    private Configuration client() {
        Configuration hadoop = yarn.client();
        store.configure(hadoop);
        hadoop.setClass("fs.slow.impl", SlowFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
        new JobSettings(hadoop).splitBytes(SPLIT_BYTES);
        return hadoop;
    }

    private ConvertRequest request(org.apache.hadoop.fs.Path root, String warehouse) {
        return new ConvertRequest(
                root.toString(),
                store.path(warehouse).toString(),
                LinesFormat.NAME,
                SampleBackup.DT,
                List.of(),
                Optional.empty(),
                ConvertRequest.Incomplete.REFUSE,
                Map.of());
    }

    private static Map<String, TaskCompletionEvent.Status> endings(Configuration hadoop, String jobId)
            throws Exception {
        Cluster cluster = new Cluster(hadoop);
        try {
            Job job = cluster.getJob(JobID.forName(jobId));
            return Arrays.stream(job.getTaskCompletionEvents(0, 100))
                    .collect(Collectors.toMap(
                            event -> event.getTaskAttemptId().toString().replaceAll(".*_(m_.*)", "$1"),
                            TaskCompletionEvent::getStatus));
        } finally {
            cluster.close();
        }
    }

    private static org.apache.hadoop.fs.Path root(String scheme, Path local) {
        return new org.apache.hadoop.fs.Path(scheme + "://" + local);
    }

    private static void flip(Path stored, long offset) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(stored.toFile(), "rw")) {
            file.seek(offset);
            int value = file.read();
            file.seek(offset);
            file.write(value ^ 1);
        }
    }
}
