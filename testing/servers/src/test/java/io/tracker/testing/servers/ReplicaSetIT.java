package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class ReplicaSetIT {
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static ReplicaSet set;

    private final Node primary = set.primary();
    private final Node first = set.replicas().get(0);
    private final Node second = set.replicas().get(1);

    ReplicaSetIT(Engine engine) {
        assertEquals(engine, set.installation().engine());
    }

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) throws Exception {
        Engines.require(engine, Assumptions::abort);
        set = ReplicaSet.start(ReplicaSetOptions.of(engine).withReplicas(2));
        set.primary().execute("CREATE DATABASE d");
    }

    @AfterParameterizedClassInvocation
    static void closingLeavesNeitherProcessNorData() throws Exception {
        if (set == null) {
            return; // the engine was skipped
        }
        List<Long> pids = set.nodes().stream().map(Node::pid).toList();
        Path folder = set.primary().folder().getParent();
        set.close();
        set = null;
        assertFalse(Files.exists(folder), "data is left: " + folder);
        assertTrue(pids.stream().allMatch(pid -> ProcessHandle.of(pid).isEmpty()), "a process is left of " + pids);
    }

    @Test
    void replicatesToEveryReplica() throws Exception {
        primary.execute("CREATE TABLE d.spread (id INT PRIMARY KEY)", "INSERT INTO d.spread VALUES (1), (2)");
        set.waitUntilCaughtUp(CATCH_UP);
        for (Node replica : set.replicas()) {
            assertEquals("2", replica.queryText("SELECT COUNT(*) FROM d.spread"));
            assertTrue(replica.isReplicationRunning());
        }
        assertFalse(primary.isReplicationRunning());
    }

    @Test
    void theAgentsAccountReadsOnEveryNodeAndWritesOnNone() throws Exception {
        primary.execute("CREATE TABLE d.readable (id INT PRIMARY KEY)");
        for (Node node : set.nodes()) {
            node.waitUntilCaughtUpWith(primary, CATCH_UP);
            try (Connection agent = node.connect(set.agentUser(), set.agentPassword());
                    Statement statement = agent.createStatement()) {
                assertTrue(statement.execute("SELECT * FROM d.readable"));
                SQLException refusal =
                        assertThrows(SQLException.class, () -> statement.execute("INSERT INTO d.readable VALUES (1)"));
                assertTrue(refusal.getMessage().matches(".*(denied|read-only).*"), refusal.getMessage());
            }
        }
    }

    @Test
    void aKilledServerComesBackWithItsData() throws Exception {
        primary.execute("CREATE TABLE d.kept (id INT PRIMARY KEY)", "INSERT INTO d.kept VALUES (1)");
        primary.kill9();
        assertFalse(primary.isAlive());
        primary.start();
        primary.execute("INSERT INTO d.kept VALUES (2)");
        first.kill9();
        first.start();
        set.waitUntilCaughtUp(CATCH_UP);
        assertEquals("2", first.queryText("SELECT COUNT(*) FROM d.kept"));
    }

    @Test
    void aPausedServerHangsUntilItIsResumed() throws Exception {
        try (Connection connection = second.connect();
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, 500);
            second.pause();
            assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
        }
        second.resume();
        assertEquals("1", second.queryText("SELECT 1"));
    }

    @Test
    void aConnectionCutInAResultIsAnErrorAndNotItsEnd() throws Exception {
        primary.execute("CREATE TABLE d.wide (id INT AUTO_INCREMENT PRIMARY KEY, text TEXT)");
        for (int i = 0; i < 40; i++) {
            primary.execute("INSERT INTO d.wide (text) VALUES (REPEAT('x', 60000))");
        }
        try (TcpFaultProxy proxy = TcpFaultProxy.before(primary);
                Connection connection = DriverManager.getConnection(
                        primary.jdbcUrl().replace(":" + primary.port(), ":" + proxy.port()), "root", "");
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(Integer.MIN_VALUE);
            proxy.cutAfter(1_000_000, 1);
            assertThrows(SQLException.class, () -> {
                ResultSet rows = statement.executeQuery("SELECT * FROM d.wide");
                while (rows.next()) {
                    assertEquals(60_000, rows.getBytes(2).length);
                }
            });
            assertEquals(1, proxy.cuts());
        }
    }

    @Test
    void anotherServerTakesOverAndGivesBack() throws Exception {
        primary.execute("CREATE TABLE d.moved (id INT PRIMARY KEY)");
        set.waitUntilCaughtUp(CATCH_UP);
        takeOver(first);
        first.execute("INSERT INTO d.moved VALUES (1)");
        first.stop();
        first.start();
        first.execute("INSERT INTO d.moved VALUES (2)");
        primary.waitUntilCaughtUpWith(first, CATCH_UP);
        second.waitUntilCaughtUpWith(first, CATCH_UP);
        assertEquals("2", second.queryText("SELECT COUNT(*) FROM d.moved"));
        takeOver(primary);
        primary.execute("INSERT INTO d.moved VALUES (3)");
        set.waitUntilCaughtUp(CATCH_UP);
        assertEquals("3", first.queryText("SELECT COUNT(*) FROM d.moved"));
    }

    private static void takeOver(Node candidate) throws SQLException {
        candidate.promote();
        for (Node node : set.nodes()) {
            if (node != candidate) {
                node.repointTo(candidate);
            }
        }
    }
}
