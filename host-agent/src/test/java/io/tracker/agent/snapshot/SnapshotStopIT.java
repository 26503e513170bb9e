package io.tracker.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.role.Role;
import io.tracker.agent.select.StoredForm;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.SharedServers;
import io.tracker.agent.server.SnapshotEndedException;
import io.tracker.testing.servers.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The applier is stopped for a snapshot and runs afterwards; what others stopped stays stopped. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class SnapshotStopIT {
    @TempDir
    private Path state;

    private final SnapshotScene scene;

    SnapshotStopIT(Engine engine, SharedServers servers) throws Exception {
        this.scene = new SnapshotScene(engine, servers);
    }

    @BeforeEach
    void begin() throws Exception {
        scene.begin();
    }

    @AfterEach
    void end() throws Exception {
        scene.end();
    }

    @Test
    void leavesAnApplierAloneThatSomebodyElseStopped() throws Exception {
        Role.Replica replica = scene.replica();
        scene.leaf.stopReplication();
        try {
            NotYetException notYet = assertThrows(
                    NotYetException.class, () -> scene.taker(state, 2).take(replica));
            assertTrue(
                    notYet.getMessage().startsWith("Applier stands still: the default channel at "),
                    notYet.getMessage());
            assertFalse(scene.leaf.isReplicationRunning());
            assertFalse(Files.exists(new IntentFile(state).path()));
            assertEquals(0, scene.agent.rowSessions().ids().size());
        } finally {
            scene.leaf.startReplication();
        }
    }

    @Test
    void followsAStopBehindALongTransactionToItsEndAndStartsTheApplier() throws Exception {
        Role.Replica replica = scene.replica();
        if (scene.engine == Engine.MYSQL) {
            // the server then gives up waiting, with error 1875, and the applier stops later
            scene.leaf.execute("SET GLOBAL rpl_stop_replica_timeout = 2");
        }
        long begin;
        try (Connection blocker = scene.leaf.connect();
                Statement statement = blocker.createStatement()) {
            // what a super_read_only MySQL allows a client, and MariaDB as well
            statement.execute("LOCK TABLES snap.plain READ");
            scene.set
                    .primary()
                    .execute("UPDATE snap.plain SET a = 11 WHERE id = 1", "UPDATE snap.plain SET a = 21 WHERE id = 2");
            Thread.sleep(500);
            Thread release = new Thread(() -> {
                try {
                    Thread.sleep(3500);
                    statement.execute("UNLOCK TABLES");
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            release.start();
            begin = System.nanoTime();
            try (Snapshot snapshot = scene.taker(state, 2).take(replica);
                    SnapshotTable table = snapshot.open(SnapshotScene.PLAIN)) {
                assertTrue(System.nanoTime() - begin > 3_000_000_000L, "the STOP did not wait");
                assertEquals(
                        "11",
                        SnapshotScene.rows(table).get(0).get(1),
                        "the transaction that was being applied is in the snapshot");
                assertTrue(scene.leaf.isReplicationRunning());
            }
            release.join();
        } finally {
            if (scene.engine == Engine.MYSQL) {
                scene.leaf.execute("SET GLOBAL rpl_stop_replica_timeout = DEFAULT");
            }
        }
        SharedServers.catchUp(scene.set);
        assertEquals("21", scene.leaf.queryText("SELECT a FROM snap.plain WHERE id = 2"));
    }

    @Test
    void stopsAnApplierAgainThatSomebodyElseStartedMeanwhile() throws Exception {
        String start = scene.engine == Engine.MYSQL ? "START REPLICA SQL_THREAD" : "START SLAVE SQL_THREAD";
        try (ServerSession session = scene.agent.open("test")) {
            Applier applier = new Applier(session);
            List<String> channels = List.of("");
            IntentFile file = new IntentFile(state);
            OpenIntent intent = OpenIntent.begin(file, scene.intent(session));
            Thread somebody = new Thread(() -> {
                try (Connection connection = scene.leaf.connect();
                        Statement statement = connection.createStatement()) {
                    for (long end = System.nanoTime() + 3_000_000_000L; System.nanoTime() - end < 0; ) {
                        statement.execute(start);
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            somebody.start();
            try {
                // returns, whoever was the last: an applier that runs again must not be waited for as one that is about
                // to stop
                applier.stop(channels, intent);
                somebody.join();
                applier.settle(channels, intent);
                assertFalse(applier.running(""));
                // and a run that dies here has left it stopped
                assertEquals(Repair.Result.STARTED, new Repair(scene.agent, file).run());
            } finally {
                somebody.join();
            }
        }
        assertTrue(scene.leaf.isReplicationRunning());
    }

    @Test
    void losesOnlyTheConnectionOnWhichAReadingFailed() throws Exception {
        try (Snapshot snapshot = scene.taker(state, 2).take(scene.replica())) {
            SnapshotTable broken = snapshot.open(SnapshotScene.PLAIN);
            IOException failure = assertThrows(
                    IOException.class,
                    () -> broken.read(
                            SnapshotScene.chunk(broken),
                            StoredForm.plain(broken.schema()),
                            SnapshotScene.encoder(broken),
                            (bytes, offset, length) -> {
                                throw new IOException("the store does not answer");
                            }));
            assertEquals("the store does not answer", failure.getMessage());
            assertThrows(SnapshotEndedException.class, broken::count);
            broken.close();
            try (SnapshotTable table = snapshot.open(SnapshotScene.PLAIN)) {
                assertEquals(3, SnapshotScene.rows(table).size());
            }
            SnapshotTable last = snapshot.open(SnapshotScene.PLAIN);
            assertThrows(
                    IOException.class,
                    () -> last.read(
                            SnapshotScene.chunk(last),
                            StoredForm.plain(last.schema()),
                            SnapshotScene.encoder(last),
                            (bytes, offset, length) -> {
                                throw new IOException("again");
                            }));
            last.close();
            assertThrows(SnapshotEndedException.class, () -> snapshot.open(SnapshotScene.PLAIN)
                    .close());
        }
        assertEquals(0, scene.agent.rowSessions().ids().size());
    }
}
