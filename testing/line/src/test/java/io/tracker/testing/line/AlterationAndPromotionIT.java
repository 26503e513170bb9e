package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.oracle.DayOracle;
import io.tracker.testing.line.oracle.Tally;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.ContinuousWriter;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.HttpFault;
import io.tracker.testing.servers.HttpFaultProxy;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.SeededData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What happens to a replica while a dump is under way, with writes that go on: an ALTER of the table that is being read, and promotions as
 * they happen, with the independent oracle after each.
 *
 * <p>At a promotion the server forgets its source and takes writes, which go on, the old root follows it, and so does the next
 * replica. The last replica is the witness; it follows the first root, which has everything in any case.
 */
final class AlterationAndPromotionIT {
    private static final long SEED = 11;
    private static final int STOPPED = 12;
    private static final int LARGE_ROWS = 16;

    @ParameterizedTest
    @EnumSource
    void whatIsPublishedMeanwhileIsTrueAndTheDayIsCompleted(Engine engine) throws Exception {
        LineOptions options = TestLines.options(engine, "promotion", 3)
                .withAgentSetting("tables.parallel", "1")
                .withAgentSetting("snapshot.connections", "1")
                .withAgentSetting("lease.ttl", "2s")
                .withAgentSetting("upload.parallel", "1")
                .withAgentSetting("upload.part-bytes", "5MiB");
        try (Line line = Line.start(options);
                HttpFaultProxy proxy = HttpFaultProxy.before(line.s3().endpoint())) {
            SeededData data = SeededData.of(SEED, 0.01);
            data.load(line.primary());
            LargeTable.load(line.primary(), SEED, LARGE_ROWS);
            line.catchUp();
            line.witness().hold();
            int tables = data.rows().size() + 1;
            Node first = line.servers().replicas().get(0);
            Node second = line.servers().replicas().get(1);
            assertEquals(tables, anAlterOfTheTableThatIsRead(line, proxy, first).size());
            assertEquals(
                    tables,
                    aPromotionInTheMiddleOfADump(line, proxy, first, second).size());
            assertEquals(
                    tables,
                    aPromotionBetweenTheRoleCheckAndTheManifest(line, proxy, first, second)
                            .size());
        }
    }

    /** The applier waits for the dump's lock: the snapshot ends, replication goes on, and the table is taken as it is then. */
    private static Map<String, Tally> anAlterOfTheTableThatIsRead(Line line, HttpFaultProxy proxy, Node first)
            throws Exception {
        StoreAddress root = line.store().at("altered");
        proxy.inject(HttpFault.slowRequest(2L * LargeTable.MEGABYTE), "PUT .*partNumber=.*", Integer.MAX_VALUE);
        try (ContinuousWriter writer = ContinuousWriter.start(line.primary(), SEED - 1, 50);
                ToolRun run = backup(line, first, through(proxy, root))) {
            Await.row(first, LargeTable.dumpQueries());
            line.primary().execute("ALTER TABLE social.large ADD COLUMN later INT NOT NULL DEFAULT 7");
            first.waitUntilCaughtUpWith(line.primary(), Await.LIMIT);
            proxy.heal();
            ToolOutcome ended = run.await(Await.LIMIT).require(0);
            assertTrue(ended.output().contains("snapshot taken round=2"), ended.output());
            assertEquals(0, writer.failures(), () -> "writes failed: " + writer.lastFailure());
        }
        return oracle(line, root, List.of(first)).check(0);
    }

    /** The first replica is promoted while it sends rows; nothing of ours goes on there, and the second completes the day. */
    private static Map<String, Tally> aPromotionInTheMiddleOfADump(
            Line line, HttpFaultProxy proxy, Node first, Node second) throws Exception {
        StoreAddress root = line.store().at("dump");
        proxy.inject(HttpFault.slowRequest(2L * LargeTable.MEGABYTE), "PUT .*partNumber=.*", Integer.MAX_VALUE);
        try (ToolRun run = backup(line, first, through(proxy, root))) {
            try (ContinuousWriter writer = ContinuousWriter.start(line.primary(), SEED, 50)) {
                Await.row(first, LargeTable.dumpQueries());
                assertEquals(0, writer.failures(), () -> "writes failed: " + writer.lastFailure());
            }
            promote(first, line.primary());
            try (ContinuousWriter afterwards = ContinuousWriter.start(first, SEED + 1, 50)) {
                ToolOutcome stopped = run.await(Await.LIMIT).require(STOPPED);
                Await.noRow(first, line.agentConnections());
                awaitCommits(afterwards);
                assertTrue(stopped.words().contains("stopped: "), stopped.output());
            }
        }
        proxy.heal();
        DayOracle oracle = oracle(line, root, List.of(line.primary(), second));
        oracle.check(STOPPED);
        backup(line, second, root).await(Await.LIMIT).require(0);
        return oracle.check(0);
    }

    /**
     * The agent has checked the role of the second replica and tries to create a manifest, which the store is too busy for, when it is
     * stopped; it wakes after the promotion and tries again.
     */
    private static Map<String, Tally> aPromotionBetweenTheRoleCheckAndTheManifest(
            Line line, HttpFaultProxy proxy, Node first, Node second) throws Exception {
        StoreAddress root = line.store().at("paused");
        proxy.inject(HttpFault.unavailable(), "PUT .*/paused/manifests/.*", Integer.MAX_VALUE);
        ToolOutcome ended;
        try (ToolRun run = backup(line, second, through(proxy, root))) {
            Await.request(proxy, "PUT .*/paused/manifests/.*");
            run.pause();
            promote(second, first);
            try (ContinuousWriter afterwards = ContinuousWriter.start(second, SEED + 2, 50)) {
                awaitCommits(afterwards);
                proxy.heal();
                run.resume();
                ended = run.await(Await.LIMIT).require(STOPPED);
            }
        }
        DayOracle oracle = oracle(line, root, List.of(line.primary(), first));
        Map<String, Tally> published = oracle.check(STOPPED);
        System.out.println(line.servers().installation().engine().title() + ": " + published.size()
                + " manifests came after the promotion; " + ended.words().strip());
        backup(line, first, root).await(Await.LIMIT).require(0);
        return oracle.check(0);
    }

    /** The old root has given all that it had; it and who follows it come behind the new one. */
    private static void promote(Node next, Node oldRoot) throws Exception {
        next.waitUntilCaughtUpWith(oldRoot, Await.LIMIT);
        next.promote();
        oldRoot.repointTo(next);
    }

    private static ToolRun backup(Line line, Node node, StoreAddress root) throws Exception {
        AgentHost agent = line.agent(node, root);
        return agent.start("backup", "--dt", line.dt().toString());
    }

    private static StoreAddress through(HttpFaultProxy proxy, StoreAddress root) {
        return new StoreAddress(proxy.endpoint(), root.accessKey(), root.secretKey(), root.bucket(), root.prefix());
    }

    private static DayOracle oracle(Line line, StoreAddress root, List<Node> replicas) {
        return new DayOracle(root.lake(), AgentHost.REPLICA_SET, line.dt(), line.witness(), replicas);
    }

    private static void awaitCommits(ContinuousWriter writer) throws Exception {
        Await.until("a write at the promoted server", () -> writer.commits() > 0);
    }
}
