package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.HttpFault;
import io.tracker.testing.servers.HttpFaultProxy;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host that lacks something, or whose clock or store is not as it should be: a named cause and nothing published, or the same backup as
 * ever. Each test ends with a run on a sound host that completes the day, and with replication running.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostTroublesContract {
    private static final int MEGABYTE = 1_000_000;
    private static final int WIDE_ROWS = 40;

    private final Engine engine;
    private Path folder;
    private ReplicaSet set;
    private S3Server s3;
    private HttpFaultProxy proxy;
    private Map<String, String> expected;
    private int hosts;

    HostTroublesContract(Engine engine) {
        this.engine = engine;
    }

    @BeforeAll
    void start(@TempDir Path place) throws IOException, SQLException, InterruptedException {
        folder = place;
        Engines.require(engine, Assumptions::abort);
        set = ReplicaSet.start(ReplicaSetOptions.of(engine).withReplicas(1));
        s3 = S3Server.start();
        s3.createBucket("lake");
        proxy = HttpFaultProxy.before(s3.endpoint());
        set.primary()
                .execute(
                        "CREATE DATABASE trouble",
                        "CREATE TABLE trouble.small (id INT PRIMARY KEY)",
                        "INSERT INTO trouble.small VALUES (1), (2), (3)",
                        "CREATE TABLE trouble.large_row (id INT PRIMARY KEY, body LONGBLOB)",
                        "INSERT INTO trouble.large_row VALUES (1, REPEAT('x', 12000000)), (2, 'y')",
                        "CREATE TABLE trouble.wide (id INT PRIMARY KEY, body LONGBLOB)");
        fill();
        set.waitUntilCaughtUp(Duration.ofMinutes(2));
        assertDone(agent("reference").run("backup"));
        expected = day("reference").tables("reference");
        assertEquals(3, expected.size(), expected.toString());
        assertEquals(0, agent("reference").run("verify").exit());
    }

    /** Bytes that no codec makes smaller. */
    private void fill() throws SQLException {
        Random random = new Random(7);
        byte[] body = new byte[MEGABYTE];
        try (Connection primary = set.primary().connect();
                PreparedStatement insert = primary.prepareStatement("INSERT INTO trouble.wide VALUES (?, ?)")) {
            for (int id = 0; id < WIDE_ROWS; id++) {
                random.nextBytes(body);
                insert.setInt(1, id);
                insert.setBytes(2, body);
                insert.executeUpdate();
            }
        }
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
    void replicationRuns() throws SQLException {
        if (proxy != null) {
            proxy.heal();
            assertTrue(replica().isReplicationRunning(), "replication stands still");
        }
    }

    @Test
    void aStoreSlowerThanTheServersPatienceIsWaitedForInASmallHeap() throws Exception {
        String patience = replica().queryText("SELECT @@global.net_write_timeout");
        replica().execute("SET GLOBAL net_write_timeout = 1");
        try {
            proxy.inject(HttpFault.delay(Duration.ofSeconds(4)), "PUT .*partNumber=.*", 2);
            proxy.inject(HttpFault.slowRequest(10L * MEGABYTE), "PUT .*partNumber=.*", Integer.MAX_VALUE);
            Ended slow = agent("slow")
                    .with("s3.endpoint", proxy.endpoint().toString())
                    .with("snapshot.connections", "1")
                    .with("tables.parallel", "1")
                    .with("upload.parallel", "1")
                    .with("upload.part-bytes", "5MiB")
                    .jvm("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                    .runProcess("backup");
            assertDone(slow);
            assertEquals(expected, day("slow").tables("slow"));
            assertTrue(proxy.injected() > 5, "parts: " + proxy.injected());
        } finally {
            replica().execute("SET GLOBAL net_write_timeout = " + patience);
        }
    }

    @Test
    void aRowOverTheLimitFailsItsTableByNameAndTheOthersAreDone() throws Exception {
        Ended ended = agent("limit").with("row.max-bytes", "8MiB").run("backup");
        assertEquals(1, ended.exit(), ended.err());
        assertTrue(ended.errorLines().get(0).contains("demo.trouble.large_row"), ended.err());
        assertTrue(ended.errorLines().get(0).contains("Row is too large"), ended.err());
        assertTrue(ended.err().contains("row.max-bytes"), ended.err());
        Map<String, String> published = day("limit").tables("limit");
        assertEquals(Set.of("small", "wide"), published.keySet());
        assertFalse(day("limit").isComplete(), "a day without one of its tables is complete");
        assertCompletes("limit");
    }

    @Test
    void aHeapTooSmallForARowIsNamedAndNothingIsPublishedOfIt() throws Exception {
        Ended ended = agent("heap")
                .with("upload.parallel", "1")
                .with("upload.part-bytes", "5MiB")
                .with("snapshot.connections", "1")
                .jvm("-Xmx36m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .runProcess("backup");
        assertEquals(1, ended.exit(), ended.err());
        assertTrue(ended.errorLines().get(0).startsWith("error: heap is too small"), ended.err());
        assertTrue(ended.errorLines().get(1).startsWith("HINT: raise -Xmx"), ended.err());
        assertFalse(day("heap").tables("heap").containsKey("large_row"), "published without its row");
        assertCompletes("heap");
    }

    @Test
    void aFullDiskIsNamedBeforeTheApplierIsTouched() throws Exception {
        AgentHost agent = agent("disk");
        Files.createDirectories(agent.state());
        Path next = agent.state().resolve("stop-intent.next");
        Files.createSymbolicLink(next, Path.of("/dev/full"));
        Ended ended = agent.run("backup");
        assertEquals(1, ended.exit(), ended.err());
        assertTrue(
                ended.errorLines().get(0).startsWith("error: intent to stop the applier cannot be written: "),
                ended.err());
        assertTrue(ended.errorLines().get(0).contains("No space left on device"), ended.err());
        assertTrue(ended.errorLines().get(1).startsWith("HINT: make room"), ended.err());
        assertEquals(Map.of(), day("disk").tables("disk"));
        Files.delete(next);
        assertDone(agent.run("backup"));
        assertEquals(expected, day("disk").tables("disk"));
    }

    @Test
    void tooFewOpenFilesAreNamed() throws Exception {
        // Enough for the JVM and its libraries, too few for the connections of this run.
        int libraries = System.getProperty("java.class.path").split(":").length;
        Ended ended = agent("files")
                .with("snapshot.connections", "100")
                .limited("ulimit -n " + (libraries + 50))
                .runProcess("backup");
        assertEquals(1, ended.exit(), ended.err());
        assertEquals(2, ended.errorLines().size(), ended.err());
        assertTrue(ended.errorLines().get(1).startsWith("HINT: raise the limit of open files"), ended.err());
        assertCompletes("files");
    }

    @Test
    void aClockThatJumpsBackAndForthChangesNoDuration() throws Exception {
        Ended ended = agent("jumps").at(new JumpingClock()).run("backup", "--dt", yesterday());
        assertDone(ended);
        assertEquals(expected, day("jumps").tables("jumps"));
    }

    @Test
    void theDayIsThatOfUtcWhereverTheHostIs() throws Exception {
        Ended ended = agent("zone").environment("TZ", "Pacific/Kiritimati").runProcess("backup");
        assertDone(ended);
        assertTrue(ended.out().contains("dt=" + yesterday()), ended.out());
        assertEquals(expected, day("zone").tables("zone"));
        for (String zone : List.of("America/Adak", "Asia/Kathmandu")) {
            Ended list = agent("zone").environment("TZ", zone).runProcess("list");
            assertEquals(0, list.exit(), list.err());
            assertTrue(list.out().contains("demo dt=" + yesterday() + ": 3 tables, complete"), list.out());
        }
    }

    /** Every second look at it is an hour away, ahead before noon and behind after it, so that every look is at the same day. */
    private static final class JumpingClock extends Clock {
        private final AtomicInteger looks = new AtomicInteger();
        private final Duration jump =
                Duration.ofHours(LocalTime.now(ZoneOffset.UTC).isBefore(LocalTime.NOON) ? 1 : -1);

        @Override
        public Instant instant() {
            return looks.getAndIncrement() % 2 == 0 ? Instant.now().plus(jump) : Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void assertCompletes(String root) throws IOException {
        assertDone(agent(root).run("backup"));
        assertEquals(expected, day(root).tables(root));
    }

    private static void assertDone(Ended ended) {
        assertEquals(0, ended.exit(), ended.err());
        assertTrue(ended.out().contains(": complete"), ended.out());
    }

    private static String yesterday() {
        return LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    }

    private Node replica() {
        return set.replicas().get(0);
    }

    private StoredDay day(String root) {
        return new StoredDay(s3.data().resolve("lake").resolve(root));
    }

    private AgentHost agent(String root) throws IOException {
        return new AgentHost(folder.resolve("host-" + hosts++), set, replica(), s3, root);
    }
}
