package io.tracker.agent.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.SharedServers;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the servers show of their load. Time passes for the reader in seconds that the test makes up. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class LoadReaderIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Engine engine;
    private final ReplicaSet set;
    private final Node leaf;
    private final ServerConnector agent;
    private long nanos;

    LoadReaderIT(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
        this.leaf = set.node("leaf");
        this.agent = SharedServers.agent(set, leaf);
    }

    @BeforeEach
    void begin() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE loads",
                "CREATE TABLE loads.t (id INT PRIMARY KEY, n INT)",
                "INSERT INTO loads.t VALUES (1, 0)");
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE loads");
        SharedServers.awaitReplication(set);
    }

    private ServerLoad read(LoadReader reader, ServerSession session) throws Exception {
        return reader.read(session, ReplicationReader.channels(session), 0);
    }

    @Test
    void anIdleSourceIsNoLagHoweverLong() throws Exception {
        LoadReader reader = new LoadReader(() -> nanos);
        try (ServerSession session = agent.open("test")) {
            assertEquals(OptionalLong.of(0), read(reader, session).lagMillis());
            nanos += HOUR;
            assertEquals(OptionalLong.of(0), read(reader, session).lagMillis());
        }
    }

    @Test
    void whatWaitsToBeAppliedIsLagAndWhatSomebodyStoppedIsNot() throws Exception {
        LoadReader reader = new LoadReader(() -> nanos);
        try (ServerSession session = agent.open("test");
                Connection somebody = leaf.connect();
                Statement statement = somebody.createStatement()) {
            // a row lock: the applier runs, and waits
            somebody.setAutoCommit(false);
            statement.execute("SELECT n FROM loads.t WHERE id = 1 LOCK IN SHARE MODE");
            set.primary().execute("UPDATE loads.t SET n = n + 1");
            awaitLag(
                    reader, session, lag -> lag.orElse(0) >= Duration.ofHours(1).toMillis());
            somebody.rollback();
            awaitLag(reader, session, lag -> lag.orElse(-1) == 0);
            leaf.stopReplication();
            try {
                assertEquals(OptionalLong.empty(), read(reader, session).lagMillis());
            } finally {
                leaf.startReplication();
                SharedServers.awaitReplication(set);
            }
            awaitLag(reader, session, lag -> lag.orElse(-1) == 0);
        }
    }

    @Test
    void aReplicaThatIsDelayedOnPurposeDoesNotLagByThat() throws Exception {
        LoadReader reader = new LoadReader(() -> nanos);
        delay(7_200);
        try (ServerSession session = agent.open("test")) {
            set.primary().execute("UPDATE loads.t SET n = n + 1");
            awaitRow("SELECT 1 FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting until%'");
            assertEquals(OptionalLong.of(0), read(reader, session).lagMillis());
            nanos += HOUR;
            assertEquals(OptionalLong.of(0), read(reader, session).lagMillis());
            nanos += 2 * HOUR;
            assertEquals(
                    OptionalLong.of(Duration.ofHours(1).toMillis()),
                    read(reader, session).lagMillis());
        } finally {
            delay(0);
            SharedServers.catchUp(set);
        }
    }

    @Test
    void threadsOfOthersAreCountedAndUndo() throws Exception {
        LoadReader reader = new LoadReader(() -> nanos);
        try (ServerSession session = agent.open("test")) {
            long before = read(reader, session).threads().orElseThrow();
            Thread sleeper = new Thread(() -> {
                try {
                    leaf.execute("SELECT SLEEP(600)");
                } catch (SQLException e) {
                    // it is killed below
                }
            });
            sleeper.start();
            String sleeping = "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO = 'SELECT SLEEP(600)'";
            String id = awaitRow(sleeping);
            assertEquals(before + 1, read(reader, session).threads().orElseThrow());
            leaf.execute("KILL CONNECTION " + id);
            sleeper.join(LIMIT.toMillis());
            assertTrue(read(reader, session).historyList().isPresent(), "the agent's account may see undo");
        }
    }

    @Test
    void whatTheAccountMayNotSeeIsMissingAndNotZero() throws Exception {
        set.primary()
                .execute(
                        "CREATE USER 'little'@'127.0.0.1' IDENTIFIED BY 'x'",
                        engine == Engine.MYSQL
                                ? "GRANT REPLICATION CLIENT ON *.* TO 'little'@'127.0.0.1'"
                                : "GRANT SLAVE MONITOR, BINLOG MONITOR ON *.* TO 'little'@'127.0.0.1'");
        SharedServers.catchUp(set);
        LoadReader reader = new LoadReader(() -> nanos);
        try (ServerSession session =
                SharedServers.connector(leaf, "little", "x").open("test")) {
            ServerLoad load = read(reader, session);
            // undo needs PROCESS on MySQL, nothing on MariaDB
            assertEquals(engine != Engine.MYSQL, load.historyList().isPresent());
            assertEquals(OptionalLong.of(0), load.lagMillis());
            assertTrue(load.threads().isPresent());
        } finally {
            SharedServers.run(set, "DROP USER 'little'@'127.0.0.1'");
        }
    }

    private void delay(int seconds) throws SQLException {
        if (engine == Engine.MYSQL) {
            leaf.execute(
                    "STOP REPLICA SQL_THREAD",
                    "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = " + seconds,
                    "START REPLICA SQL_THREAD");
        } else {
            leaf.execute("STOP SLAVE", "CHANGE MASTER TO MASTER_DELAY = " + seconds, "START SLAVE");
        }
    }

    /** Samples until the lag is as wanted; each sample is an hour after the one before. */
    private void awaitLag(LoadReader reader, ServerSession session, Predicate<OptionalLong> wanted) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        OptionalLong lag = read(reader, session).lagMillis();
        while (!wanted.test(lag)) {
            assertTrue(System.nanoTime() < end, "lag " + lag);
            Thread.sleep(20);
            nanos += HOUR;
            lag = read(reader, session).lagMillis();
        }
    }

    private String awaitRow(String sql) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            var rows = leaf.queryTexts(sql);
            if (!rows.isEmpty()) {
                return rows.get(0).orElseThrow();
            }
            assertTrue(System.nanoTime() < end, "no row: " + sql);
            Thread.sleep(10);
        }
    }
}
