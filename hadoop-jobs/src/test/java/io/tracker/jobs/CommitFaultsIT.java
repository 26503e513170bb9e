package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.DayLeftovers;
import io.tracker.jobs.commit.DayOutput;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.JobByHand;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.fixture.StoreInTest;
import io.tracker.jobs.output.RowFormats;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.testing.servers.HttpFault;
import io.tracker.testing.servers.HttpFaultProxy;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks and masters that die, come late or lose replies while they commit to a real S3 server; the output is judged by listing it. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommitFaultsIT {
    private static final int TASKS = 3;
    private static final int ROWS = 400;
    private static final String COMPLETION = "POST /.*\\?uploadId=.*";

    @RegisterExtension
    private final StoreInTest store = new StoreInTest();

    private Configuration hadoop;
    private HttpFaultProxy proxy;
    private Conversions conversions;
    private Manifest manifest;
    private JobByHand job;
    private int begun;

    @BeforeAll
    void configure() {
        hadoop = store.hadoop();
        hadoop.set("fs.s3a.attempts.maximum", "1");
        hadoop.set("fs.s3a.retry.limit", "1");
        hadoop.set("fs.s3a.retry.interval", "10ms");
        new JobSettings(hadoop).readAgainAfterShortReplies();
        proxy = store.proxy();
    }

    @BeforeEach
    void backUp() throws Exception {
        proxy.heal();
        begun++;
        conversions = new Conversions(store.faultyPath("case" + begun), hadoop);
        SampleBackup backup = conversions.backup();
        manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), begun, ROWS, TASKS);
        backup.complete("rs1");
        long largest = manifest.objects().stream()
                .mapToLong(ManifestObject::bytes)
                .max()
                .orElseThrow();
        // An object is a task's: a split holds one object, what opening it counts for, and not a second one.
        new JobSettings(hadoop).splitBytes((1 << 20) + largest);
        ConversionPlan plan = ConversionPlan.of(
                conversions.root().toString(),
                RowFormats.named(LinesFormat.NAME),
                Map.of(),
                List.of(manifest),
                List.of());
        job = new JobByHand(plan, conversions.output(), begun, hadoop);
        assertEquals(TASKS, job.tasks());
        job.setUp();
    }

    @AfterEach
    void leavesNothingPending() throws IOException {
        proxy.heal();
        assertEquals(List.of(), store.pendingUploads());
    }

    @Test
    void publishesEachRowOnceAfterAnAttemptWasKilled() throws Exception {
        job.begin(0, 0);
        job.begin(1, 0).end();
        job.begin(0, 1).end().commit();
        job.begin(1, 1).end().commit();
        job.commitTasksFrom(2);

        job.commit();

        assertIsWhole();
    }

    @Test
    void publishesEachRowOnceWhenTheTwinComesLate() throws Exception {
        JobByHand.Attempt late = job.begin(0, 0);
        job.begin(0, 1).end().commit();
        job.commitTasksFrom(1);
        job.commit();
        assertIsWhole();

        late.end();
        assertIsWhole();
        late.commit();
        assertIsWhole();
        assertEquals(List.of(), store.pendingUploads(), "the job's commit ended the twin's upload");

        job.begin(0, 2).end();
        assertIsWhole();
        assertEquals(1, store.pendingUploads().size());
        List<String> removed = new ArrayList<>();
        for (DayLeftovers.Leftover leftover :
                new DayLeftovers(conversions.output(), Instant.now().plusSeconds(60), hadoop).find()) {
            removed.add(leftover.toString().replaceFirst(": .*", ""));
            leftover.remove();
        }
        assertEquals(List.of("pending upload", "folder of tasks", "folder of tasks"), removed);
        assertIsWhole();
        assertEquals(
                published().files().size() + 3,
                store.keysBelow(conversions.output()).size());
    }

    @Test
    void publishesEachRowOnceWhenTheReplyToATaskCommitIsLost() throws Exception {
        JobByHand.Attempt first = job.begin(0, 0).end();
        proxy.inject(HttpFault.dropReply(), "PUT /.*\\.pendingset.*", 1);
        first.commit();
        assertEquals(List.of(), visible(), "nothing is published by a task");
        // The master has not heard of it, and lets another attempt commit.
        job.begin(0, 1).end().commit();
        job.commitTasksFrom(1);

        job.commit();

        assertIsWhole();
    }

    @Test
    void publishesEachRowOnceWhenTheReplyToACompletionIsLost() throws Exception {
        job.commitTasksFrom(0);
        proxy.inject(HttpFault.dropReply(), COMPLETION, 1, 1);

        try {
            job.commit();
            assertIsWhole();
        } catch (IOException e) {
            assertFalse(store.keysBelow(conversions.output()).contains("_SUCCESS"), e::toString);
        }
        conversions.convert();
        assertIsWhole();
    }

    @ParameterizedTest(name = "after {0} of 6 completed uploads")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void publishesAllOrNothingWhenTheMasterDies(int completed) throws Exception {
        job.commitTasksFrom(0);
        // Three files of rows, their companion, _tracker.json and _SUCCESS; after these, only cleaning up is left.
        proxy.cutAfter(completed < 6 ? COMPLETION : "DELETE .*", completed % 6);
        int before = proxy.injected();

        boolean published = commitAndRunAgain(completed);

        assertEquals(completed == 6, published);
        assertTrue(proxy.injected() > before);
    }

    /** Whether the commit published, though it may have failed afterwards; a run after it completes what is left to do in any case. */
    private boolean commitAndRunAgain(int completed) throws IOException {
        try {
            job.commit();
        } catch (IOException e) {
            assertFalse(e.getMessage().isBlank());
        }
        proxy.heal();
        assertEquals(Math.min(completed, 4), visible().size(), "files whose uploads were completed: " + visible());
        boolean published = store.keysBelow(conversions.output()).contains("_SUCCESS");
        if (published) {
            assertIsWhole();
        }
        ConvertResult again = conversions.convert();
        assertEquals(published ? ConvertResult.Ending.ALREADY_DONE : ConvertResult.Ending.PUBLISHED, again.ending());
        assertIsWhole();
        return published;
    }

    private PublishedTable published() throws IOException {
        return DayOutput.open(conversions.output(), hadoop).published().orElseThrow();
    }

    private List<String> visible() throws IOException {
        return store.keysBelow(conversions.output()).stream()
                .filter(name -> !name.startsWith("_"))
                .sorted()
                .toList();
    }

    private void assertIsWhole() throws IOException {
        PublishedTable published = new VerifyRun(hadoop, 1).verify(conversions.output());
        assertEquals(ROWS, published.totals().rowsWritten());
        assertEquals(manifest.totals().digest(), published.totals().valueDigest());
        assertEquals(
                new TreeSet<>(
                        Stream.concat(published.files().stream().map(OutputFile::name), published.companions().stream())
                                .toList()),
                new TreeSet<>(visible()));
    }
}
