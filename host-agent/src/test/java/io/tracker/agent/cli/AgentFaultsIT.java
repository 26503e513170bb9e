package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.agent.server.SharedServers;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.TcpFaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** After each fault: no part of a table passes for the table, replication runs, and running again completes the day. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class AgentFaultsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROWS = 16_384;

    @TempDir
    private Path folder;

    private final ReplicaSet set;
    private final Node leaf;

    AgentFaultsIT(Engine engine, SharedServers servers) throws Exception {
        this.set = servers.of(engine);
        this.leaf = set.node("leaf");
    }

    @BeforeEach
    void begin() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE flt",
                "CREATE TABLE flt.big (id INT AUTO_INCREMENT PRIMARY KEY, pad VARCHAR(1000))",
                "INSERT INTO flt.big (pad) VALUES (REPEAT('x', 1000)), (REPEAT('y', 1000))",
                "INSERT INTO flt.big (pad) SELECT a.pad FROM flt.big a, flt.big b, flt.big c, flt.big d, flt.big e,"
                        + " flt.big f, flt.big g, flt.big h, flt.big i, flt.big j, flt.big k, flt.big l, flt.big m"
                        + " UNION ALL SELECT a.pad FROM flt.big a, flt.big b, flt.big c, flt.big d, flt.big e,"
                        + " flt.big f, flt.big g, flt.big h, flt.big i, flt.big j, flt.big k, flt.big l, flt.big m",
                "DELETE FROM flt.big ORDER BY id LIMIT 2",
                "CREATE TABLE flt.small (id INT PRIMARY KEY)",
                "INSERT INTO flt.small VALUES (1)");
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE flt");
        SharedServers.awaitReplication(set);
    }

    @Test
    void aConnectionThatIsCutInTheMiddleOfAResultIsNeverTheEndOfData() throws Exception {
        try (TcpFaultProxy proxy = TcpFaultProxy.before(leaf)) {
            AgentHost agent = oneConnection("cut").with("mysql.port", Integer.toString(proxy.port()));
            proxy.cutAfter(5 << 20, 1);
            Ended ended = agent.runProcess("backup");
            assertEquals(1, proxy.cuts());
            assertComplete(agent, ended);
            assertTrue(ended.err().contains("table comes again table=\"demo.flt.big"), ended.err());
            assertTrue(ended.err().contains("snapshot taken round=2"), ended.err());
        }
    }

    @Test
    void aKilledQueryOrConnectionIsTakenAgainFromANewSnapshot() throws Exception {
        for (String kill : List.of("KILL QUERY ", "KILL CONNECTION ")) {
            try (TcpFaultProxy proxy = TcpFaultProxy.before(leaf)) {
                AgentHost agent = oneConnection(kill.strip().replace(' ', '-'))
                        .with("mysql.port", Integer.toString(proxy.port()));
                Process run = agent.start("backup");
                leaf.execute(kill + freezeInTheMiddleOfTheTable(proxy, run));
                proxy.thaw();
                Ended ended = agent.await(run);
                assertComplete(agent, ended);
                assertTrue(ended.err().contains("snapshot taken round=2"), ended.err());
            }
        }
    }

    @Test
    void aServerThatIsKilledLeavesNothingHalfDoneAndTheNextRunCompletesTheDay() throws Exception {
        try (TcpFaultProxy proxy = TcpFaultProxy.before(leaf)) {
            AgentHost agent = oneConnection("server").with("mysql.port", Integer.toString(proxy.port()));
            Process run = agent.start("backup");
            freezeInTheMiddleOfTheTable(proxy, run);
            leaf.kill9();
            Ended ended;
            try {
                proxy.thaw();
                ended = agent.await(run);
            } finally {
                leaf.start();
            }
            SharedServers.awaitReplication(set);
            assertNotEquals(0, ended.exit(), ended.out() + ended.err());
            assertEquals(List.of(), manifestsOfTheBigTable(agent));
            assertComplete(agent, agent.run("backup"));
        }
    }

    @Test
    void anAgentKilledWhileItStopsTheApplierIsRepairedAsTheServiceManagerDoes() throws Exception {
        AgentHost agent = oneConnection("window");
        Process run = agent.start("backup");
        agent.pauseWhen(run, "cutoff proved");
        try (Connection blocker = leaf.connect();
                Statement statement = blocker.createStatement()) {
            statement.execute("LOCK TABLES flt.small READ");
            set.primary().execute("INSERT INTO flt.small VALUES (2)");
            awaitRow("SELECT ID FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table%lock%'");
            agent.resume(run);
            long end = System.nanoTime() + LIMIT.toNanos();
            while (!Files.exists(agent.state().resolve("stop-intent"))) {
                assertTrue(System.nanoTime() < end && run.isAlive(), "no intent");
                Thread.sleep(5);
            }
            awaitRow("SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE 'STOP %'");
            run.destroyForcibly().waitFor();
            statement.execute("UNLOCK TABLES");
        }
        Ended repair = agent.runProcess("repair");
        assertEquals(0, repair.exit(), repair.out() + repair.err());
        SharedServers.awaitReplication(set);
        assertFalse(Files.exists(agent.state().resolve("stop-intent")));
        assertComplete(agent, agent.run("backup"));
    }

    @Test
    void anApplierThatSomebodyStoppedIsWaitedForToTheDeadlineAndLeftAlone() throws Exception {
        AgentHost agent = oneConnection("operator");
        leaf.stopReplication();
        try {
            set.primary().execute("INSERT INTO flt.small VALUES (2)");
            Ended ended = agent.with("cutoff.deadline", "1s").run("backup");
            assertEquals(11, ended.exit(), ended.out() + ended.err());
            assertTrue(ended.errorLines().get(0).startsWith("not yet: "), ended.err());
            assertFalse(leaf.isReplicationRunning(), "somebody else's STOP was undone");
            assertEquals(List.of(), manifestsOfTheBigTable(agent));
        } finally {
            leaf.startReplication();
        }
        SharedServers.awaitReplication(set);
        assertComplete(agent, agent.with("cutoff.deadline", "1m").run("backup"));
    }

    @Test
    void aSnapshotLongAfterTheCutoffIsRefusedAndPublishesNothing() throws Exception {
        AgentHost agent = oneConnection("late");
        String dt = LocalDate.now(ZoneOffset.UTC).minusDays(3).toString();
        Ended ended = agent.run("backup", "--dt", dt);
        assertEquals(2, ended.exit(), ended.out() + ended.err());
        assertTrue(ended.errorLines().get(0).startsWith("error: snapshot is too late for dt=" + dt), ended.err());
        assertEquals(List.of(), manifestsOfTheBigTable(agent));
        Ended allowed = agent.with("cutoff.latest-snapshot", "7d").run("backup", "--dt", dt);
        assertEquals(0, allowed.exit(), allowed.out() + allowed.err());
    }

    /** Freezes the network while the table's rows are on their way; the connection's id at the server. */
    private long freezeInTheMiddleOfTheTable(TcpFaultProxy proxy, Process run) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        String sql =
                "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT /* tracker-agent%`big`%ORDER BY%'";
        while (true) {
            List<Optional<String>> ids = leaf.queryTexts(sql);
            if (!ids.isEmpty()) {
                proxy.freeze();
                return Long.parseLong(ids.get(0).orElseThrow());
            }
            assertTrue(run.isAlive() && System.nanoTime() < end, "the table was never seen to be read");
        }
    }

    private void awaitRow(String sql) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (leaf.queryTexts(sql).isEmpty()) {
            assertTrue(System.nanoTime() < end, "no row: " + sql);
            Thread.sleep(10);
        }
    }

    /** The day is complete, each object proves itself, and the rows are as many as the server's. */
    private void assertComplete(AgentHost agent, Ended ended) throws Exception {
        assertEquals(0, ended.exit(), ended.out() + ended.err());
        assertTrue(ended.out().contains(": complete"), ended.out());
        Ended verify = agent.run("verify");
        assertEquals(0, verify.exit(), verify.out() + verify.err());
        String rows = leaf.queryText("SELECT COUNT(*) FROM flt.big");
        assertTrue(Integer.parseInt(rows) >= ROWS, rows);
        assertTrue(agent.run("list", "--json").out().contains("\"rows\":" + rows + ","), "rows of the big table");
        assertTrue(leaf.isReplicationRunning());
        assertFalse(Files.exists(agent.state().resolve("stop-intent")));
    }

    private static List<Path> manifestsOfTheBigTable(AgentHost agent) throws IOException {
        Path root = agent.store().resolve("manifests/flt/big");
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private AgentHost oneConnection(String name) throws IOException {
        return new AgentHost(folder.resolve(name), set, leaf)
                .with("snapshot.connections", "1")
                .with("tables.parallel", "1");
    }
}
