package io.tracker.agent.watchdog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.catalog.SchemaReader;
import io.tracker.agent.config.ThrottleConfig;
import io.tracker.agent.failure.StoppedException;
import io.tracker.agent.role.Role;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.select.StoredForm;
import io.tracker.agent.server.KeyRange;
import io.tracker.agent.server.RowSession;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.SharedServers;
import io.tracker.agent.server.SnapshotEndedException;
import io.tracker.agent.server.TableName;
import io.tracker.agent.server.TableShape;
import io.tracker.agent.throttle.HandControls;
import io.tracker.agent.throttle.Throttle;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class WatchdogIT {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final TableName READ = new TableName("watch", "t");
    private static final TableName OTHER = new TableName("watch", "other");

    private final Engine engine;
    private final ReplicaSet set;
    private final Node leaf;
    private final ServerConnector agent;

    WatchdogIT(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
        this.leaf = set.node("leaf");
        this.agent = SharedServers.agent(set, leaf);
    }

    @BeforeEach
    void begin() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE watch",
                "CREATE TABLE watch.t (id INT AUTO_INCREMENT PRIMARY KEY, pad VARCHAR(1000))",
                "INSERT INTO watch.t (pad) VALUES (REPEAT('x', 1000)), (REPEAT('y', 1000))",
                "INSERT INTO watch.t (pad) SELECT a.pad FROM watch.t a, watch.t b, watch.t c, watch.t d, watch.t e,"
                        + " watch.t f, watch.t g, watch.t h, watch.t i, watch.t j, watch.t k, watch.t l",
                "CREATE TABLE watch.other (id INT PRIMARY KEY)");
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE watch");
        SharedServers.awaitReplication(set);
    }

    @Test
    void endsTheSnapshotWhenTheApplierWaitsForItsLockAndReplicationGoesOn() throws Exception {
        try (Watchdog watchdog = Watchdog.start(agent, replica(), INTERVAL, unlimited(), () -> {});
                RowSession rows = agent.openRows()) {
            rows.beginSnapshot();
            rows.touch(READ);
            set.primary().execute("ALTER TABLE watch.t ADD COLUMN later INT");
            // nobody closes the snapshot here: only its end lets the applier go on
            SharedServers.catchUp(set);
            assertThrows(SnapshotEndedException.class, () -> rows.touch(OTHER));
            watchdog.check();
        }
        assertEquals(
                "1",
                leaf.queryText("SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'watch'"
                        + " AND COLUMN_NAME = 'later'"));
    }

    @Test
    void leavesTheSnapshotAloneWhenDdlComesToATableThatIsReadAlready() throws Exception {
        try (Watchdog watchdog = Watchdog.start(agent, replica(), INTERVAL, unlimited(), () -> {});
                RowSession rows = agent.openRows()) {
            rows.beginSnapshot();
            rows.touch(READ);
            rows.release();
            SharedServers.run(set, "ALTER TABLE watch.t ADD COLUMN later INT");
            rows.touch(OTHER);
            watchdog.check();
        }
    }

    @Test
    void leavesTheSnapshotAloneWhenTheApplierWaitsForTheLockOfSomebodyElse() throws Exception {
        Assumptions.assumeTrue(engine == Engine.MYSQL, "MariaDB does not tell whose lock it is");
        try (Watchdog watchdog = Watchdog.start(agent, replica(), INTERVAL, unlimited(), () -> {});
                RowSession rows = agent.openRows();
                Connection somebody = leaf.connect();
                Statement statement = somebody.createStatement()) {
            rows.beginSnapshot();
            rows.touch(READ);
            statement.execute("LOCK TABLES watch.other READ");
            set.primary().execute("ALTER TABLE watch.other ADD COLUMN later INT");
            while (leaf.queryTexts("SELECT THREAD_ID FROM performance_schema.threads WHERE PROCESSLIST_STATE ="
                            + " 'Waiting for table metadata lock'")
                    .isEmpty()) {
                Thread.sleep(20);
            }
            Thread.sleep(5 * INTERVAL.toMillis());
            rows.touch(READ);
            watchdog.check();
            statement.execute("UNLOCK TABLES");
        }
    }

    @Test
    void killsTheQueriesAtTheServerWhenItIsPromoted() throws Exception {
        try (Watchdog watchdog = Watchdog.start(agent, replica(), INTERVAL, unlimited(), () -> {});
                RowSession rows = agent.openRows()) {
            TableShape shape = shape();
            rows.beginSnapshot();
            long[] seen = {0};
            StoppedException stopped = assertThrows(
                    StoppedException.class,
                    () -> rows.stream(
                            shape,
                            StoredForm.plain(shape.schema()),
                            KeyRange.all(),
                            new RowEncoder(RowLayout.of(shape.schema()), 1 << 20),
                            (bytes, offset, length) -> {
                                if (++seen[0] == 10) {
                                    promoteAndWaitForTheEnd(rows);
                                }
                            }));
            assertTrue(
                    stopped.getMessage().startsWith("Host is no replica any more: read_only is off"),
                    stopped.getMessage());
            assertThrows(StoppedException.class, watchdog::check);
            assertThrows(StoppedException.class, agent::openRows);
            awaitNoConnections(Set.of(rows.id()));
        } finally {
            leaf.execute("SET GLOBAL read_only = ON");
            if (engine == Engine.MYSQL) {
                leaf.execute("SET GLOBAL super_read_only = ON");
            }
        }
    }

    @Test
    void killsTheQueriesWhenTheServerForgetsItsSourceAndStaysReadOnly() throws Exception {
        try (Watchdog watchdog = Watchdog.start(agent, replica(), INTERVAL, unlimited(), () -> {});
                RowSession rows = agent.openRows()) {
            rows.beginSnapshot();
            rows.touch(READ);
            boolean mariaDb = engine == Engine.MARIADB;
            leaf.execute(mariaDb ? "STOP SLAVE" : "STOP REPLICA", mariaDb ? "RESET SLAVE ALL" : "RESET REPLICA ALL");
            awaitNoConnections(Set.of(rows.id()));
            StoppedException stopped = assertThrows(StoppedException.class, watchdog::check);
            assertEquals("Host is no replica any more: no replication is configured", stopped.getMessage());
            assertThrows(StoppedException.class, () -> rows.touch(OTHER));
        } finally {
            leaf.repointTo(set.node("middle"));
        }
    }

    @Test
    void goesOnWhenTheReplicaGetsAnotherSourceThatHasAllOfTheSnapshot() throws Exception {
        Role.Replica before = replica();
        try (Watchdog watchdog = Watchdog.start(agent, before, INTERVAL, unlimited(), () -> {});
                RowSession rows = agent.openRows()) {
            rows.beginSnapshot();
            rows.touch(READ);
            leaf.reparentTo(set.primary());
            // several looks of the watchdog fall into the change and behind it
            Thread.sleep(5 * INTERVAL.toMillis());
            rows.touch(OTHER);
            watchdog.check();
            Role.Replica now = replica();
            assertEquals(set.primary().port(), now.channels().get(0).source().port());
            assertEquals(before.server(), now.server());
        } finally {
            leaf.reparentTo(set.node("middle"));
        }
    }

    @Test
    void opensNoRowsWhileTheServerIsNotToBeSeenAndGoesOnWhenItIsTheReplicaThatItWas() throws Exception {
        ServerConnector impatient = SharedServers.impatient(set, leaf);
        try (Watchdog watchdog = Watchdog.start(impatient, replica(), INTERVAL, unlimited(), () -> {})) {
            leaf.kill9();
            try {
                long end = System.nanoTime() + LIMIT.toNanos();
                while (impatient.rowSessions().lost().isEmpty()) {
                    assertTrue(System.nanoTime() < end, "the watchdog saw nothing");
                    Thread.sleep(50);
                }
                watchdog.check();
            } finally {
                leaf.start();
            }
            long end = System.nanoTime() + LIMIT.toNanos();
            while (impatient.rowSessions().lost().isPresent()) {
                assertTrue(System.nanoTime() < end, "the watchdog does not see the server again");
                Thread.sleep(50);
            }
            impatient.openRows().close();
        }
    }

    private void promoteAndWaitForTheEnd(RowSession rows) throws IOException {
        try {
            leaf.execute("SET GLOBAL read_only = OFF");
            long end = System.nanoTime() + LIMIT.toNanos();
            while (rows.usable() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitNoConnections(Set<Long> ids) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        for (long id : ids) {
            while (!leaf.queryTexts("SELECT ID FROM information_schema.PROCESSLIST WHERE ID = " + id)
                    .isEmpty()) {
                assertTrue(System.nanoTime() < end, "connection " + id + " lives on");
                Thread.sleep(20);
            }
        }
    }

    private TableShape shape() throws IOException {
        try (ServerSession session = agent.open("test")) {
            return new SchemaReader(session).capture(READ).shape();
        }
    }

    private static Throttle unlimited() {
        return new Throttle(ThrottleConfig.NONE, new HandControls(Path.of("/nonexistent")));
    }

    private Role.Replica replica() throws Exception {
        return assertInstanceOf(Role.Replica.class, new RoleReader(agent).read());
    }
}
