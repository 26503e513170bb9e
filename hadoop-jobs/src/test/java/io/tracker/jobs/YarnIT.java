package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.QuietWatch;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.fixture.StoreInTest;
import io.tracker.jobs.fixture.YarnInTest;
import io.tracker.jobs.job.TaskTwins;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.testing.servers.HttpFault;
import io.tracker.testing.servers.HttpFaultProxy;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs on a YARN cluster, whose output goes to a real S3 server by the magic committer. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class YarnIT {
    private static final int SPLIT_BYTES = 60_000;
    private static final int JOBS = 12;
    private static final int JOBS_A_LINE = 10;
    private static final int MOST_MINUTES = 24 * 60;
    /** Longer than a twin takes to start and to win, on a busy machine too; shorter than S3A waits before it asks again. */
    private static final Duration STALL = Duration.ofMinutes(3);

    private static final String AVRO = "GET /.*\\.avro(\\?.*)?";
    private static final String COMPLETION = "POST /.*\\?uploadId=.*";

    @RegisterExtension
    private final StoreInTest store = new StoreInTest();

    private Path folder;
    private HttpFaultProxy proxy;
    private YarnInTest yarn;

    @BeforeAll
    void start() {
        folder = store.folder();
        proxy = store.proxy();
        yarn = YarnInTest.start(folder);
    }

    @AfterAll
    void stop() {
        yarn.close();
    }

    @Test
    void overtakesAMapperWhoseGetIsStalled() throws Exception {
        Configuration hadoop = client();
        SampleBackup backup = new SampleBackup(store.faultyPath("stalled-lake"), hadoop);
        Manifest manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 4000, 1);
        backup.complete("rs1");
        proxy.inject(HttpFault.delay(STALL), AVRO, 1);

        ConvertResult result;
        try (ConvertRun run =
                new ConvertRun(request(store.faultyPath("stalled-lake"), "stalled"), hadoop, new QuietWatch())) {
            result = run.convert(Conversions.CALLS);
        }

        PublishedTable published = result.published();
        assertTrue(published.files().size() > 2, published.files()::toString);
        List<TaskTwins> overtaken =
                result.twins().stream().filter(twins -> twins.winner() > 0).toList();
        assertEquals(1, overtaken.size(), result.twins()::toString);
        assertTrue(overtaken.get(0).millis() > 0, overtaken::toString);
        System.out.println("attempts: " + result.twins());
        assertEquals(4000, published.totals().rowsRead());
        assertEquals(4000, published.totals().rowsWritten());
        assertEquals(manifest.totals().digest(), published.totals().rowDigest());
        assertEquals(manifest.totals().digest(), published.totals().valueDigest());
        assertEquals(published, new VerifyRun(hadoop, 2).verify(result.output()));
        assertEquals(List.of(), store.pendingUploads());
        assertEquals(
                published.files().size() + 3,
                store.keysBelow(result.output()).size(),
                () -> "files, companion, _tracker.json and _SUCCESS only");
    }

    @Test
    void completesARunWhoseMasterWasKilledInItsCommit() throws Exception {
        Configuration hadoop = client();
        Path lake = folder.resolve("killed-lake");
        SampleBackup backup = new SampleBackup(root("file", lake), hadoop);
        Manifest manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 2000, 1);
        backup.complete("rs1");
        ConvertRequest request = request(root("file", lake), store.faultyPath("killed"));
        org.apache.hadoop.fs.Path output = store.faultyPath("killed/pins/calls/dt=" + SampleBackup.DT);
        proxy.inject(HttpFault.delay(Duration.ofMinutes(3)), COMPLETION, 1, Integer.MAX_VALUE);

        ExecutorService driver = Executors.newSingleThreadExecutor();
        try {
            Future<ConvertResult> killed = driver.submit(() -> convert(request, hadoop));
            while (proxy.requests().stream()
                            .filter(line -> line.matches(COMPLETION))
                            .count()
                    < 2) {
                assertFalse(killed.isDone(), "the job ended before its master was killed");
                Thread.sleep(50);
            }
            assertEquals(1, yarn.killMasters());
            proxy.heal();

            ExecutionException failed = assertThrows(ExecutionException.class, killed::get);
            assertTrue(failed.getCause() instanceof IOException, failed::toString);
        } finally {
            driver.shutdownNow();
        }
        assertEquals(
                1,
                store.keysBelow(output).stream()
                        .filter(name -> !name.startsWith("_"))
                        .count(),
                "files whose uploads were completed");
        assertFalse(store.keysBelow(output).contains("_SUCCESS"));

        PublishedTable published = convert(request, hadoop).published();

        assertEquals(manifest.totals().digest(), published.totals().valueDigest());
        assertEquals(published, new VerifyRun(hadoop, 2).verify(output));
        assertEquals(published.files().size() + 3, store.keysBelow(output).size());
        assertEquals(List.of(), store.pendingUploads());
    }

    /**
     * {@code ./tracker soak --jobs N} runs N, or as many as begin in {@code --minutes M}, and kills masters at any moment, too.
     */
    @Test
    @Timeout(value = MOST_MINUTES, unit = TimeUnit.MINUTES)
    void givesIdenticalRowsAndDigestsWhateverIsKilledOrStalled() throws Exception {
        boolean soak = System.getProperty("tracker.jobs") != null;
        int wanted = Integer.getInteger("tracker.jobs", JOBS);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Integer.getInteger("tracker.minutes", MOST_MINUTES));
        List<Trouble> troubles =
                soak ? List.of(Trouble.values()) : List.of(Trouble.KILLED_MAPPER, Trouble.STALLED_GET, Trouble.NONE);
        SplittableRandom random = new SplittableRandom(Long.getLong("tracker.seed", 1));
        Configuration hadoop = client();
        SampleBackup backup = new SampleBackup(store.faultyPath("rounds-lake"), hadoop);
        Manifest manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 1200, 1);
        backup.complete("rs1");
        Map<Trouble, Integer> met = new EnumMap<>(Trouble.class);
        int attempts = 0;
        int jobs = 0;

        for (int job = 0; job < wanted && System.nanoTime() < end; job++) {
            Trouble trouble = troubles.get((job + random.nextInt(2)) % troubles.size());
            ConvertRequest request = request(store.faultyPath("rounds-lake"), "rounds/" + job);
            ConvertResult result = convertUnder(trouble, request, hadoop, random.nextInt(1500));
            met.merge(trouble, 1, Integer::sum);
            attempts += result.twins().size();

            PublishedTable published = new VerifyRun(hadoop, 2).verify(result.output());
            assertEquals(1200, published.totals().rowsWritten(), trouble::name);
            assertEquals(manifest.totals().digest(), published.totals().rowDigest(), trouble::name);
            assertEquals(manifest.totals().digest(), published.totals().valueDigest(), trouble::name);
            assertEquals(
                    published.files().size() + 3,
                    store.keysBelow(result.output()).size(),
                    trouble::name);
            assertEquals(List.of(), store.pendingUploads(), trouble::name);
            jobs++;
            if (jobs % JOBS_A_LINE == 0) {
                System.out.println("soak: " + jobs + " of " + wanted + " jobs " + met);
            }
        }
        System.out.println("soak: " + jobs + " of " + wanted + " jobs " + met + ", " + attempts
                + " tasks with several attempts: identical rows and digests");
        assertTrue(attempts > 0, "no attempt was killed or overtaken");
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
        new JobSettings(hadoop).splitBytes(SPLIT_BYTES);
        return hadoop;
    }

    private ConvertRequest request(org.apache.hadoop.fs.Path root, String warehouse) {
        return request(root, store.path(warehouse));
    }

    private static ConvertRequest request(org.apache.hadoop.fs.Path root, org.apache.hadoop.fs.Path warehouse) {
        return new ConvertRequest(
                root.toString(),
                warehouse.toString(),
                LinesFormat.NAME,
                SampleBackup.DT,
                List.of(),
                Optional.empty(),
                ConvertRequest.Incomplete.REFUSE,
                Map.of(),
                ConvertRequest.Publish.PLAIN);
    }

    /** What happens to a job. */
    private enum Trouble {
        KILLED_MAPPER,
        STALLED_GET,
        KILLED_MASTER,
        NONE
    }

    /** Converts while something happens, some time after the first mapper runs; a run that fails is run again, as a scheduler does. */
    private ConvertResult convertUnder(Trouble trouble, ConvertRequest request, Configuration hadoop, int delayMillis)
            throws Exception {
        if (trouble == Trouble.STALLED_GET) {
            proxy.inject(HttpFault.delay(STALL), AVRO, 1);
        }
        ExecutorService driver = Executors.newSingleThreadExecutor();
        try {
            Future<ConvertResult> running = driver.submit(() -> {
                try {
                    return convert(request, hadoop);
                } catch (IOException e) {
                    return convert(request, hadoop);
                }
            });
            if (trouble == Trouble.KILLED_MAPPER || trouble == Trouble.KILLED_MASTER) {
                while (!running.isDone() && yarn.mappers() == 0) {
                    Thread.sleep(20);
                }
                Thread.sleep(delayMillis);
                if (trouble == Trouble.KILLED_MAPPER) {
                    yarn.killMapper();
                } else {
                    yarn.killMasters();
                }
            }
            return running.get();
        } finally {
            driver.shutdownNow();
            proxy.heal();
        }
    }

    private static ConvertResult convert(ConvertRequest request, Configuration hadoop) throws IOException {
        try (ConvertRun run = new ConvertRun(request, hadoop, new QuietWatch())) {
            return run.convert(Conversions.CALLS);
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
