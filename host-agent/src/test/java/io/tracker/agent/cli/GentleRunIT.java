package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.agent.server.SharedServers;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The agent yields to the server and to its operator, and the day comes out as it would have otherwise. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class GentleRunIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long MOST_LAG_SECONDS = 60;
    private static final int TRANSACTIONS = 100;
    private static final int DOUBLINGS = 4;

    @TempDir
    private Path folder;

    private final ReplicaSet set;
    private final Node leaf;
    private Map<String, String> expected = Map.of();

    GentleRunIT(Engine engine, SharedServers servers) throws Exception {
        this.set = servers.of(engine);
        this.leaf = set.node("leaf");
    }

    @BeforeEach
    void begin() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE gentle",
                "CREATE TABLE gentle.still (id INT AUTO_INCREMENT PRIMARY KEY, pad VARCHAR(1000))",
                "INSERT INTO gentle.still (pad) VALUES (REPEAT('x', 1000)), (REPEAT('y', 1000))",
                "INSERT INTO gentle.still (pad) SELECT a.pad FROM gentle.still a, gentle.still b, gentle.still c,"
                        + " gentle.still d, gentle.still e, gentle.still f, gentle.still g, gentle.still h,"
                        + " gentle.still i, gentle.still j, gentle.still k, gentle.still l, gentle.still m",
                "CREATE TABLE gentle.small (id INT PRIMARY KEY, n INT)",
                "INSERT INTO gentle.small VALUES (1, 0), (2, 0)");
        Ended reference = agent("reference").run("backup");
        assertEquals(0, reference.exit(), reference.err());
        expected = new StoredDay(agent("reference").store()).tables("reference");
        assertFalse(reference.out().contains("throttled"), reference.out());
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE gentle");
        SharedServers.awaitReplication(set);
    }

    @Test
    void lagStaysBoundedWhileADumpRunsBesideHeavyWrites() throws Exception {
        set.primary()
                .execute(
                        "CREATE DATABASE heavy",
                        "CREATE TABLE heavy.load_t (id INT PRIMARY KEY, pad VARCHAR(1000))",
                        "INSERT INTO heavy.load_t SELECT id, pad FROM gentle.still",
                        "INSERT INTO heavy.load_t SELECT id + 100000, pad FROM gentle.still",
                        "CREATE TABLE heavy.beat (id INT PRIMARY KEY, ts TIMESTAMP(6))",
                        "INSERT INTO heavy.beat VALUES (1, SYSDATE(6))");
        SharedServers.catchUp(set);
        AgentHost agent = slowly("load")
                .with("schemas.exclude", "heavy")
                .with("throttle.bytes-per-second", "512KiB")
                .with("throttle.lag-slow", "100ms")
                .with("throttle.lag-pause", "300ms")
                .with("throttle.longest-pause", "5s");
        AtomicLong worst = new AtomicLong();
        Process run = agent.start("backup");
        try {
            agent.awaitWords(run, "snapshot taken");
            writeUntilTheAgentYields(agent, run, worst);
            awaitLagIsGone(worst);
            Ended ended = agent.await(run);
            assertComplete(agent, ended);
            assertTrue(ended.err().contains("throttle ends action="), ended.err());
            assertTrue(ended.out().contains("throttled pause by lag: "), ended.out());
            assertTrue(worst.get() < MOST_LAG_SECONDS * 1000, "lag " + worst + " ms");
        } finally {
            run.destroyForcibly();
            SharedServers.run(set, "DROP DATABASE heavy");
        }
    }

    /** Rewrites a table again and again, a bounded number of times. It starts at 16 MB and grows: a quick host takes more to fall behind. */
    private void writeUntilTheAgentYields(AgentHost agent, Process run, AtomicLong worst) throws Exception {
        try (Connection primary = set.primary().connect();
                Statement statement = primary.createStatement()) {
            for (int i = 0; i < TRANSACTIONS && run.isAlive(); i++) {
                statement.execute("UPDATE heavy.load_t SET pad = REPEAT(CHAR(97 + " + i + " % 26), 1000)");
                statement.execute("UPDATE heavy.beat SET ts = SYSDATE(6)");
                worst.accumulateAndGet(lagMillis(), Math::max);
                if (agent.log().contains("throttle begins action=pause reason=lag")) {
                    return;
                }
                if (i % 2 == 1 && i / 2 < DOUBLINGS) {
                    statement.execute("INSERT INTO heavy.load_t SELECT id + (100000 << " + (i / 2 + 1)
                            + "), pad FROM heavy.load_t");
                }
            }
        }
        throw new AssertionError("the agent never paused: " + agent.log());
    }

    /** By heartbeats, as others measure it. */
    private long lagMillis() throws SQLException {
        return Long.parseLong(
                leaf.queryText("SELECT TIMESTAMPDIFF(MICROSECOND, ts, SYSDATE(6)) DIV 1000 FROM heavy.beat"));
    }

    private void awaitLagIsGone(AtomicLong worst) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        set.primary().execute("UPDATE heavy.beat SET id = 2");
        while (leaf.queryTexts("SELECT id FROM heavy.beat WHERE id = 2").isEmpty()) {
            assertTrue(System.nanoTime() < end, "replication does not catch up");
            worst.accumulateAndGet(lagMillis(), Math::max);
            Thread.sleep(50);
        }
    }

    @Test
    void readingPausesWhileTheApplierHangsAndGoesOnAfterwards() throws Exception {
        AgentHost agent = slowly("hang").with("throttle.lag-pause", "500ms").with("throttle.lag-slow", "0s");
        Process run = agent.start("backup");
        agent.awaitWords(run, "snapshot taken");
        try (Connection somebody = leaf.connect();
                Statement statement = somebody.createStatement()) {
            hangTheApplier(somebody, statement);
            agent.awaitWords(run, "throttle begins action=pause reason=lag");
            somebody.rollback();
        }
        Ended ended = agent.await(run);
        assertComplete(agent, ended);
        assertTrue(ended.err().contains("throttle ends action=pause reason=lag"), ended.err());
        assertTrue(ended.out().contains("throttled pause by lag: 1 time"), ended.out());
    }

    @Test
    void aLimitThatStaysExceededEndsTheRunAndTheNextOneGoesOn() throws Exception {
        AgentHost agent = slowly("give-up")
                .with("throttle.lag-slow", "0s")
                .with("throttle.lag-pause", "200ms")
                .with("throttle.give-up", "1s");
        Process run = agent.start("backup");
        agent.awaitWords(run, "snapshot taken");
        try (Connection somebody = leaf.connect();
                Statement statement = somebody.createStatement()) {
            hangTheApplier(somebody, statement);
            Ended ended = agent.await(run);
            somebody.rollback();
            assertEquals(12, ended.exit(), ended.err());
            assertTrue(
                    ended.errorLines().get(0).startsWith("stopped: Limit is exceeded for too long: lag (got "),
                    ended.err());
            assertTrue(ended.errorLines().get(1).contains("throttle.give-up"), ended.err());
        }
        SharedServers.catchUp(set);
        assertComplete(agent, agent.run("backup"));
    }

    @Test
    void anOperatorPausesByFileAndBySignalAndSkipsTheHost() throws Exception {
        AgentHost agent = slowly("hand").with("throttle.longest-pause", "1s");
        Files.writeString(agent.state().resolve("pause"), "ann: a restore needs the disk");
        Process run = agent.start("backup");
        agent.awaitWords(
                run,
                "throttle begins action=pause reason=by-hand got=\""
                        + agent.state().resolve("pause"));
        assertFalse(agent.log().contains("snapshot taken"), agent.log());
        Files.delete(agent.state().resolve("pause"));
        agent.awaitWords(run, "snapshot taken round=1");
        agent.signal(run, "USR1");
        agent.awaitWords(run, "throttle begins action=pause reason=by-hand got=\"SIGUSR1");
        // a snapshot is not held for ever for an operator's pause, and no table loses a try by it
        agent.awaitWords(run, "table comes again");
        agent.signal(run, "USR1");
        agent.awaitWords(run, "snapshot taken round=2");
        assertTrue(agent.log().contains("attempt=1"), agent.log());
        assertFalse(agent.log().contains("attempt=2"), agent.log());
        Files.writeString(agent.state().resolve("skip"), "bob: the host is taken apart");
        Ended stopped = agent.await(run);
        assertEquals(12, stopped.exit(), stopped.err());
        assertTrue(stopped.errorLines().get(0).startsWith("stopped: Run was stopped by hand: "), stopped.err());
        assertTrue(stopped.errorLines().get(0).endsWith("says \"bob: the host is taken apart\""), stopped.err());
        Ended skipped = agent.run("backup");
        assertEquals(10, skipped.exit(), skipped.err());
        assertTrue(skipped.errorLines().get(0).contains("Host is skipped by hand: "), skipped.err());
        assertTrue(skipped.errorLines().get(0).endsWith("says \"bob: the host is taken apart\""), skipped.err());
        Files.delete(agent.state().resolve("skip"));
        assertComplete(agent, agent.with("throttle.bytes-per-second", "0").run("backup"));
    }

    @Test
    void anOperatorCallsARunOffThatWaitsForTheCutoff() throws Exception {
        AgentHost agent = slowly("waits");
        leaf.stopReplication();
        try {
            set.primary().execute("UPDATE gentle.small SET n = 1");
            Process run = agent.start("backup");
            agent.awaitWords(run, "role replica");
            Files.writeString(agent.state().resolve("skip"), "eve: not tonight");
            Ended ended = agent.await(run);
            assertEquals(12, ended.exit(), ended.err());
            assertTrue(ended.errorLines().get(0).endsWith("says \"eve: not tonight\""), ended.err());
        } finally {
            set.primary().execute("UPDATE gentle.small SET n = 0");
            leaf.startReplication();
        }
    }

    @Test
    void anOldSnapshotIsRenewedBetweenTablesAndBytesAreLimited() throws Exception {
        Ended ended = slowly("age").with("snapshot.max-age", "1ms").runProcess("backup");
        assertComplete(agent("age"), ended);
        assertTrue(ended.err().contains("snapshot taken round=2 tables=1"), ended.err());
        assertTrue(ended.err().contains("throttle begins action=new-snapshot reason=snapshot-age"), ended.err());
        assertTrue(ended.out().contains("throttled new-snapshot by snapshot-age: 1 time"), ended.out());
        assertTrue(ended.out().contains("throttled slow by bytes-per-second: 1 time"), ended.out());
    }

    /** A row lock, which the applier waits for. */
    private void hangTheApplier(Connection somebody, Statement statement) throws SQLException {
        somebody.setAutoCommit(false);
        statement.execute("SELECT n FROM gentle.small WHERE id = 1 LOCK IN SHARE MODE");
        set.primary().execute("UPDATE gentle.small SET n = n + 1 WHERE id = 1", "UPDATE gentle.small SET n = 0");
    }

    private void assertComplete(AgentHost agent, Ended ended) throws IOException, SQLException {
        assertEquals(0, ended.exit(), ended.out() + ended.err());
        assertTrue(ended.out().contains(": complete"), ended.out());
        assertEquals(expected, new StoredDay(agent.store()).tables("gentle"));
        assertTrue(leaf.isReplicationRunning());
    }

    private AgentHost agent(String name) throws IOException {
        return new AgentHost(folder.resolve(name), set, leaf);
    }

    /** Long enough for something to happen meanwhile: 8 MB at 1 MiB a second. */
    private AgentHost slowly(String name) throws IOException {
        return agent(name)
                .with("watchdog.interval", "100ms")
                .with("snapshot.connections", "1")
                .with("tables.parallel", "1")
                .with("throttle.bytes-per-second", "1MiB");
    }
}
