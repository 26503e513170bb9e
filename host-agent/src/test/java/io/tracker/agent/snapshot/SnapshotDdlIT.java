package io.tracker.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.chunk.Chunk;
import io.tracker.agent.chunk.ChunkOptions;
import io.tracker.agent.select.StoredForm;
import io.tracker.agent.server.SharedServers;
import io.tracker.agent.server.TableChangedException;
import io.tracker.agent.server.TableName;
import io.tracker.testing.servers.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every alteration of a table after the snapshot is noticed, and the other tables of the snapshot stay. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class SnapshotDdlIT {
    @TempDir
    private Path state;

    private final SnapshotScene scene;

    SnapshotDdlIT(Engine engine, SharedServers servers) throws Exception {
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
    void noticesEveryDdlBetweenTheSnapshotAndTheReading() throws Exception {
        SnapshotScene.letTablesAge();
        List<String> changes = new ArrayList<>(List.of(
                "ALTER TABLE snap.plain ADD COLUMN c INT, ALGORITHM = INSTANT",
                "ALTER TABLE snap.plain DROP COLUMN b, ALGORITHM = INSTANT",
                "ALTER TABLE snap.plain RENAME COLUMN a TO a2",
                "ALTER TABLE snap.plain FORCE",
                "TRUNCATE TABLE snap.plain",
                "RENAME TABLE snap.plain TO snap.old, snap.ledger TO snap.plain, snap.old TO snap.ledger"));
        for (String change : changes) {
            try (Snapshot snapshot = scene.taker(state, 1).take(scene.replica())) {
                SharedServers.run(scene.set, change);
                TableChangedException changed = assertThrows(
                        TableChangedException.class,
                        () -> snapshot.open(SnapshotScene.PLAIN).close(),
                        change);
                assertFalse(changed.isGone(), change);
                try (SnapshotTable other = snapshot.open(SnapshotScene.ACCOUNTS)) {
                    assertEquals(5, SnapshotScene.rows(other).size(), change);
                    other.confirmUnchanged();
                }
            }
        }
    }

    @Test
    void noticesThatTwoTablesWereSwappedWhichAreAlikeToTheSecond() throws Exception {
        SharedServers.run(
                scene.set,
                "CREATE TABLE snap.one (id INT PRIMARY KEY)",
                "CREATE TABLE snap.two LIKE snap.one",
                "INSERT INTO snap.one VALUES (1)",
                "INSERT INTO snap.two VALUES (2)");
        SnapshotScene.letTablesAge();
        try (Snapshot snapshot = scene.taker(state, 1).take(scene.replica())) {
            SharedServers.run(
                    scene.set, "RENAME TABLE snap.one TO snap.old, snap.two TO snap.one, snap.old TO snap.two");
            assertThrows(TableChangedException.class, () -> snapshot.open(new TableName("snap", "one"))
                    .close());
            assertThrows(TableChangedException.class, () -> snapshot.open(new TableName("snap", "two"))
                    .close());
            // the others are known to be the same
            try (SnapshotTable other = snapshot.open(SnapshotScene.ACCOUNTS)) {
                assertEquals(5, SnapshotScene.rows(other).size());
                other.confirmUnchanged();
            }
        }
    }

    @Test
    void noticesADroppedAndAddedColumnThatNothingElseShows() throws Exception {
        try (Snapshot snapshot = scene.taker(state, 1).take(scene.replica())) {
            String before =
                    scene.leaf.queryText("SELECT GROUP_CONCAT(COLUMN_NAME, COLUMN_TYPE) FROM information_schema.COLUMNS"
                            + " WHERE TABLE_SCHEMA = 'snap' AND TABLE_NAME = 'plain'");
            SharedServers.run(
                    scene.set,
                    "ALTER TABLE snap.plain DROP COLUMN b, ALGORITHM = INSTANT",
                    "ALTER TABLE snap.plain ADD COLUMN b INT DEFAULT NULL, ALGORITHM = INSTANT");
            assertEquals(
                    before,
                    scene.leaf.queryText("SELECT GROUP_CONCAT(COLUMN_NAME, COLUMN_TYPE) FROM information_schema.COLUMNS"
                            + " WHERE TABLE_SCHEMA = 'snap' AND TABLE_NAME = 'plain'"));
            assertThrows(TableChangedException.class, () -> snapshot.open(SnapshotScene.PLAIN)
                    .close());
        }
    }

    @Test
    void saysThatATableIsGone() throws Exception {
        SnapshotScene.letTablesAge();
        try (Snapshot snapshot = scene.taker(state, 1).take(scene.replica())) {
            SharedServers.run(scene.set, "DROP TABLE snap.plain");
            TableChangedException gone =
                    assertThrows(TableChangedException.class, () -> snapshot.open(SnapshotScene.PLAIN)
                            .close());
            assertTrue(gone.isGone(), gone.toString());
            snapshot.open(SnapshotScene.ACCOUNTS).close();
        }
    }

    @Test
    void keepsDdlOffAnOpenTableAndLetsItThroughOnAFinishedOne() throws Exception {
        SnapshotScene.letTablesAge();
        try (Snapshot snapshot = scene.taker(state, 3).take(scene.replica())) {
            try (SnapshotTable table = snapshot.open(SnapshotScene.PLAIN)) {
                scene.set.primary().execute("ALTER TABLE snap.plain ADD COLUMN later INT");
                Thread.sleep(1000);
                for (Chunk chunk : table.chunks(new ChunkOptions(1, 100))) {
                    assertEquals(
                            1,
                            table.read(
                                    chunk,
                                    StoredForm.plain(table.schema()),
                                    SnapshotScene.encoder(table),
                                    (bytes, offset, length) -> {}));
                }
                assertEquals(3, table.count());
                table.confirmUnchanged();
            }
            SharedServers.catchUp(scene.set);
            assertTrue(scene.leaf.isReplicationRunning());
            assertThrows(TableChangedException.class, () -> snapshot.open(SnapshotScene.PLAIN)
                    .close());
            snapshot.open(SnapshotScene.LEDGER).close();
        }
    }
}
