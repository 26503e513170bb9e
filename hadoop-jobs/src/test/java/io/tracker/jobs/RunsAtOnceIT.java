package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.DayLeftovers;
import io.tracker.jobs.commit.OutputClaim;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.failure.OutputBusyException;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.JobByHand;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.fixture.StoreInTest;
import io.tracker.jobs.output.RowFormats;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.testing.servers.HttpFault;
import io.tracker.testing.servers.HttpFaultProxy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that meet on one output, and runs that die while they replace one, on a real S3 server; the output is judged by listing it. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsAtOnceIT {
    private static final int ROWS = 300;
    private static final String COMPLETION = "POST /.*\\?uploadId=.*";
    private static final String POINTER = "PUT /.*/_current/.*";

    @RegisterExtension
    private final StoreInTest store = new StoreInTest();

    private HttpFaultProxy proxy;
    private Configuration hadoop;
    private Conversions conversions;
    private SampleBackup backup;
    private Manifest manifest;
    private int begun;

    @BeforeEach
    void backUp() throws IOException {
        proxy = store.proxy();
        hadoop = store.hadoop();
        hadoop.set("fs.s3a.attempts.maximum", "1");
        hadoop.set("fs.s3a.retry.limit", "1");
        hadoop.set("fs.s3a.retry.interval", "10ms");
        new JobSettings(hadoop).readAgainAfterShortReplies();
        conversions = new Conversions(store.faultyPath("case" + ++begun), hadoop);
        backup = conversions.backup();
        manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), begun, ROWS, 1);
        backup.complete("rs1");
    }

    @AfterEach
    void leavesNothingPending() throws IOException {
        proxy.heal();
        assertEquals(List.of(), store.pendingUploads());
        assertEquals(List.of(), claims());
    }

    @Test
    void givesTheOutputToOneOfTwoRunsAtOnce() throws Exception {
        hadoop.set("tracker.claim-ttl", "6s");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        int published = 0;
        try {
            List<Future<ConvertResult>> both =
                    List.of(threads.submit(() -> conversions.convert()), threads.submit(() -> conversions.convert()));
            for (Future<ConvertResult> one : both) {
                try {
                    published += one.get().ending() == ConvertResult.Ending.PUBLISHED ? 1 : 0;
                } catch (ExecutionException e) {
                    assertTrue(e.getCause() instanceof OutputBusyException, () -> "not busy: " + e.getCause());
                }
            }
        } finally {
            threads.shutdownNow();
        }

        assertEquals(1, published);
        assertIsWhole(manifest);
        assertEquals(ConvertResult.Ending.ALREADY_DONE, conversions.convert().ending());
    }

    @Test
    void publishesNothingOfARunThatWasDeclaredDead() throws Exception {
        JobByHand dead = jobOfADeadRun();
        hadoop.set("tracker.claim-ttl", "300ms");

        ConvertResult next = conversions.convert();

        // What its tasks left was cleared, and its claim is another run's.
        assertThrows(IOException.class, dead::commit);
        dead.abort();
        assertEquals(next.published(), assertIsWhole(manifest));
    }

    @Test
    void keepsARunOutThatIsDeclaredDeadWhileItAnnounces() throws Exception {
        JobByHand dead = jobOfADeadRun();
        hadoop.set("tracker.claim-ttl", "300ms");
        // Its rows are there, and _tracker.json is on its way.
        proxy.inject(HttpFault.delay(Duration.ofSeconds(8)), "POST /.*/_tracker\\.json\\?uploadId=.*", 1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> announcing = thread.submit(() -> {
                dead.commit();
                return null;
            });
            while (proxy.requests().stream()
                            .noneMatch(
                                    line -> line.matches("POST /.*/case" + begun + "/.*/_tracker\\.json\\?uploadId=.*"))
                    && !announcing.isDone()) {
                Thread.sleep(20);
            }

            ConvertResult next = conversions.convert();

            if (next.ending() == ConvertResult.Ending.PUBLISHED) {
                ExecutionException late = assertThrows(ExecutionException.class, announcing::get);
                assertTrue(
                        late.getCause().getMessage().contains("Output was cleared by another run meanwhile: "),
                        late::toString);
            }
            assertEquals(next.published(), assertIsWhole(manifest));
        } finally {
            thread.shutdownNow();
        }
    }

    @ParameterizedTest(name = "after {0} of 6 completed uploads and the pointer")
    @ValueSource(ints = {0, 4, 6, 7})
    void showsTheOldOutputOrTheNewOneWhenTheRunThatReplacesItDies(int steps) throws Exception {
        ConvertResult old = convert(ConvertRequest.Publish.RUNS);
        Manifest newer = backup.publish(SampleBackup.table("rs1", "pins_0001"), 2, 50 + begun, ROWS, 3);
        long largest =
                newer.objects().stream().mapToLong(ManifestObject::bytes).max().orElseThrow();
        // Three tasks of one object each: with their companion, _tracker.json and _SUCCESS six uploads.
        new JobSettings(hadoop).splitBytes((1 << 20) + largest);
        proxy.cutAfter(steps < 7 ? COMPLETION + "|" + POINTER : "DELETE /.*/_claims/.*", steps % 7);

        try {
            convert(ConvertRequest.Publish.RUNS_AGAIN);
            assertEquals(7, steps);
        } catch (IOException e) {
            assertFalse(e.getMessage().isBlank());
        }
        proxy.heal();

        if (steps < 7) {
            assertEquals(old.published(), assertIsWhole(manifest));
        } else {
            assertIsWhole(newer);
        }
        for (DayLeftovers.Leftover leftover : leftovers()) {
            leftover.remove();
        }
        assertEquals(List.of(), leftovers());
        assertEquals(List.of(), store.pendingUploads());
        assertIsWhole(steps < 7 ? manifest : newer);
        convert(ConvertRequest.Publish.RUNS_AGAIN);
        assertIsWhole(newer);
    }

    /** A job whose tasks are committed, of a run whose claim has no pulse. */
    private JobByHand jobOfADeadRun() throws Exception {
        ConversionPlan plan = ConversionPlan.of(
                conversions.root().toString(),
                RowFormats.named(LinesFormat.NAME),
                Map.of(),
                List.of(manifest),
                List.of());
        Configuration own = new Configuration(hadoop);
        OutputClaim claim = OutputClaim.take(conversions.output(), "dead", Duration.ofDays(1), hadoop);
        new JobSettings(own).claim(claim.token().text());
        JobByHand job = new JobByHand(plan, conversions.output(), begun, own);
        job.setUp();
        job.commitTasksFrom(0);
        return job;
    }

    private ConvertResult convert(ConvertRequest.Publish publish) throws IOException {
        return conversions.convert(publish, Map.of());
    }

    private List<String> claims() throws IOException {
        return store.keysBelow(conversions.output()).stream()
                .filter(name -> name.startsWith("_claims/"))
                .toList();
    }

    private List<DayLeftovers.Leftover> leftovers() throws IOException {
        return new DayLeftovers(conversions.output(), Instant.now().plusSeconds(60), hadoop).find();
    }

    private PublishedTable assertIsWhole(Manifest expected) throws IOException {
        PublishedTable published = new VerifyRun(hadoop, 1).verify(conversions.output());
        assertEquals(expected.totals().digest(), published.totals().valueDigest());
        assertEquals(ROWS, published.totals().rowsWritten());
        return published;
    }
}
