package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.HttpFault;
import io.tracker.testing.servers.HttpFaultProxy;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole run against a real replica, in which each call to S3 in turn meets a fault. After each run the store's own disk is judged: one
 * manifest a table or none, every object that it names whole, the rows those of a run without faults; and replication runs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunUnderStoreFaultsContract {
    private static final int MOST_CALLS = 40;
    private static final int FOR_EVER = Integer.MAX_VALUE;
    private static final String CREATIONS = "PUT .*(\\.json|\\.sql)";
    private static final String COMPLETION = "POST .*uploadId=.*";

    private final Engine engine;
    private final int stride;

    private Path folder;

    private ReplicaSet set;
    private S3Server s3;
    private HttpFaultProxy proxy;
    private Map<String, String> expected;
    private int calls;
    private int runs;

    /**
     * A sweep.
     *
     * @param stride 1 to fault every call, n to fault every n-th
     */
    RunUnderStoreFaultsContract(Engine engine, int stride) {
        this.engine = engine;
        this.stride = stride;
    }

    @BeforeAll
    void start(@TempDir Path hosts) throws IOException, SQLException, InterruptedException {
        folder = hosts;
        Engines.require(engine, Assumptions::abort);
        set = ReplicaSet.start(ReplicaSetOptions.of(engine).withReplicas(1));
        s3 = S3Server.start();
        s3.createBucket("lake");
        proxy = HttpFaultProxy.before(s3.endpoint());
        set.primary()
                .execute(
                        "CREATE DATABASE sweep",
                        "CREATE TABLE sweep.large (id INT PRIMARY KEY, body LONGBLOB)",
                        "CREATE TABLE sweep.small (id INT PRIMARY KEY)",
                        "INSERT INTO sweep.small VALUES (1), (2), (3)");
        Random random = new Random(7);
        byte[] body = new byte[900_000];
        for (int id = 0; id < 7; id++) {
            random.nextBytes(body);
            set.primary()
                    .execute("INSERT INTO sweep.large VALUES (" + id + ", X'"
                            + HexFormat.of().formatHex(body) + "')");
        }
        set.waitUntilCaughtUp(Duration.ofMinutes(1));
        assertDone(backup("reference"), "without faults");
        calls = proxy.requests().size();
        assertTrue(calls <= MOST_CALLS, "calls: " + proxy.requests());
        expected = day("reference").tables("without faults");
        assertEquals(2, expected.size(), expected.toString());
        assertTrue(expected.get("large").startsWith("7 "), expected.toString());
        assertEquals(0, agent("reference").run("verify").exit());
        assertTrue(
                proxy.requests().stream().anyMatch(line -> line.contains("partNumber=2")),
                "no object has two parts: " + proxy.requests());
    }

    @AfterAll
    void stop() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
        if (s3 != null) {
            s3.close();
        }
        if (set != null) {
            set.close();
        }
    }

    @AfterEach
    void heal() {
        if (proxy != null) {
            proxy.heal();
        }
    }

    @Test
    void everyCallThatFailsOnceInTurnIsTriedAgain() throws Exception {
        for (int call = 0; call < calls; call += stride) {
            // The client treats both alike, so one of them a call is enough.
            boolean even = call / stride % 2 == 0;
            Map<String, HttpFault> faults = new TreeMap<>(Map.of(
                    "refused", even ? HttpFault.unavailable() : HttpFault.answer(500, "InternalError"),
                    "lost before it was applied", HttpFault.resetRequestAfter(0),
                    "lost after it was applied", HttpFault.dropReply()));
            for (Map.Entry<String, HttpFault> fault : faults.entrySet()) {
                String root = root();
                proxy.inject(fault.getValue(), ".*", call, 1);
                assertDone(backup(root), fault.getKey() + " at call " + call);
                assertWhole(root, fault.getKey() + " at call " + call);
            }
        }
    }

    @Test
    void aRunThatDiesBeforeAnyCallLeavesWholeTablesOrNoneAndTheNextRunCompletesTheDay() throws Exception {
        for (int call = 0; call < calls; call += stride) {
            String root = root();
            // From here on nothing reaches the store: as if the process were gone.
            proxy.inject(HttpFault.answer(403, "AccessDenied"), ".*", call, FOR_EVER);
            assertDeadThenCompleted(root, "dead before call " + call);
        }
    }

    @Test
    void aRunThatDiesAfterAnyCallWasAppliedLeavesWholeTablesOrNoneAndTheNextRunCompletesTheDay() throws Exception {
        for (int call = 0; call < calls; call += stride) {
            String root = root();
            proxy.inject(HttpFault.dropReply(), ".*", call, 1);
            proxy.inject(HttpFault.answer(403, "AccessDenied"), ".*", call, FOR_EVER);
            assertDeadThenCompleted(root, "dead after call " + call);
        }
    }

    @Test
    void aWriteThatIsAppliedLongAfterItsTimeoutHarmsNothing() throws Exception {
        List<String> roots = new ArrayList<>();
        for (int write = 0; write < writes(); write += stride) {
            String root = root();
            roots.add(root);
            proxy.inject(HttpFault.delay(Duration.ofMillis(700)), "(PUT|POST) .*", write, 1);
            Ended ended = agent(root).with("s3.timeout", "300ms").run("backup");
            assertDone(ended, "late write " + write);
            assertEquals(expected, day(root).tables("late write " + write));
            heal();
        }
        for (String root : roots) {
            assertEquals(expected, day(root).tables("late writes have come: " + root));
            assertTrue(day(root).isComplete(), root);
        }
        assertTrue(set.replicas().get(0).isReplicationRunning(), "replication stands still");
    }

    @Test
    void everyRefusalOfACreationHasItsOwnMeaning() throws Exception {
        for (Map.Entry<Integer, String> refusal : Map.of(
                        412,
                        "PreconditionFailed",
                        409,
                        "ConditionalRequestConflict",
                        404,
                        "NoSuchKey",
                        200,
                        "InternalError")
                .entrySet()) {
            for (int creation = 0; creation < creations(); creation += stride) {
                String root = root();
                String context = refusal + " at creation " + creation;
                proxy.inject(HttpFault.answer(refusal.getKey(), refusal.getValue()), CREATIONS, creation, 1);
                assertDone(backup(root), context);
                assertWhole(root, context);
            }
        }
    }

    @Test
    void aCompletionThatIsRepeatedOrFailsWithStatus200EndsAsOneThatWorked() throws Exception {
        String failed = root();
        proxy.inject(HttpFault.answer(200, "InternalError"), COMPLETION, 1);
        assertDone(backup(failed), "completion answers 200 with an error");
        assertWhole(failed, "completion answers 200 with an error");
        String repeated = root();
        proxy.inject(HttpFault.dropReply(), COMPLETION, 1);
        proxy.inject(HttpFault.answer(404, "NoSuchUpload"), COMPLETION, FOR_EVER);
        assertDone(backup(repeated), "repeated completion finds no upload");
        assertWhole(repeated, "repeated completion finds no upload");
        String lost = root();
        proxy.inject(HttpFault.answer(404, "NoSuchUpload"), COMPLETION, 1);
        assertDone(backup(lost), "upload is gone");
        assertWhole(lost, "upload is gone");
    }

    @Test
    void namesExpiredCredentialsAWrongClockAndABucketThatWentAway() throws Exception {
        Map<HttpFault, String> named = Map.of(
                HttpFault.answer(400, "ExpiredToken"), "error: S3 credentials have expired: for s3://lake/",
                HttpFault.answer(403, "RequestTimeTooSkewed"), "error: clock of this host is too far off for S3",
                HttpFault.answer(404, "NoSuchBucket"), "error: bucket is missing: s3://lake/");
        for (Map.Entry<HttpFault, String> one : named.entrySet()) {
            String root = root();
            // The reply to a HEAD has no body, and so no code: from the second write on.
            proxy.inject(one.getKey(), "(PUT|POST) .*", 1, FOR_EVER);
            Ended ended = backup(root);
            assertEquals(2, ended.exit(), ended.err());
            assertTrue(ended.errorLines().get(0).startsWith(one.getValue()), ended.err());
            assertTrue(ended.errorLines().get(1).startsWith("HINT: "), ended.err());
            heal();
            assertDone(backup(root), one.getValue());
            assertWhole(root, one.getValue());
        }
    }

    private void assertDeadThenCompleted(String root, String context) throws Exception {
        Ended dead = backup(root);
        assertFalse(dead.exit() == 0 && !day(root).isComplete(), context + ": " + dead.out());
        day(root).tables(context).forEach((table, rows) -> assertEquals(expected.get(table), rows, context));
        assertTrue(set.replicas().get(0).isReplicationRunning(), context + ": replication stands still");
        heal();
        assertDone(backup(root), context + ", then again");
        assertWhole(root, context + ", then again");
    }

    private void assertDone(Ended ended, String context) {
        assertEquals(0, ended.exit(), context + "\n" + ended.err());
        assertTrue(ended.out().contains(": complete"), context + "\n" + ended.out());
    }

    private void assertWhole(String root, String context) throws Exception {
        heal();
        assertEquals(expected, day(root).tables(context), context);
        assertTrue(day(root).isComplete(), context);
        assertTrue(set.replicas().get(0).isReplicationRunning(), context + ": replication stands still");
        delete(s3.data().resolve("lake").resolve(root));
    }

    private int writes() {
        return count("(PUT|POST) .*");
    }

    private int creations() {
        return count(CREATIONS);
    }

    /** Of the run without faults, which came first. */
    private int count(String pattern) {
        List<String> reference = proxy.requests().subList(0, calls);
        return (int) reference.stream().filter(line -> line.matches(pattern)).count();
    }

    private String root() {
        return "run-" + ++runs;
    }

    private StoredDay day(String root) {
        return new StoredDay(s3.data().resolve("lake").resolve(root));
    }

    private Ended backup(String root) throws IOException {
        return agent(root).run("backup");
    }

    private AgentHost agent(String root) throws IOException {
        return new AgentHost(folder.resolve("host"), set, set.replicas().get(0), s3, root)
                .with("s3.endpoint", proxy.endpoint().toString())
                .with("tables.parallel", "1")
                .with("snapshot.connections", "1")
                .with("upload.parallel", "1")
                .with("upload.part-bytes", "5MiB");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
