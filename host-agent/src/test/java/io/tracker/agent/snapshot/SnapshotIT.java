package io.tracker.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.chunk.Chunk;
import io.tracker.agent.chunk.ChunkOptions;
import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.role.GtidList;
import io.tracker.agent.role.Role;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.server.EncodedRow;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.SharedServers;
import io.tracker.agent.server.SnapshotEndedException;
import io.tracker.agent.server.TableChangedException;
import io.tracker.agent.server.TableName;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class SnapshotIT {
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final TableName ACCOUNTS = new TableName("snap", "accounts");
    private static final TableName LEDGER = new TableName("snap", "ledger");
    private static final TableName PLAIN = new TableName("snap", "plain");

    @TempDir
    private Path state;

    private final Engine engine;
    private final ReplicaSet set;
    private final Node leaf;
    private final ServerConnector agent;

    SnapshotIT(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
        this.leaf = set.node("leaf");
        this.agent = SharedServers.agent(set, leaf);
    }

    @BeforeEach
    void begin() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE snap",
                "CREATE TABLE snap.accounts (id INT PRIMARY KEY, balance INT NOT NULL, moves INT NOT NULL)",
                "INSERT INTO snap.accounts VALUES (1, 100, 0), (2, 100, 0), (3, 100, 0), (4, 100, 0), (5, 100, 0)",
                "CREATE TABLE snap.ledger (id INT AUTO_INCREMENT PRIMARY KEY, amount INT NOT NULL)",
                "CREATE TABLE snap.plain (id INT PRIMARY KEY, a INT, b INT)",
                "INSERT INTO snap.plain VALUES (1, 10, 100), (2, 20, 200), (3, 30, 300)");
    }

    /** What was made in the same second as a snapshot cannot be told from what was altered after it. */
    private static void letTablesAge() throws InterruptedException {
        Thread.sleep(2100);
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE snap");
        SharedServers.awaitReplication(set);
    }

    @Test
    void showsOneStateOnAllConnectionsAtTheRecordedPositionWhileFourWritersWrite() throws Exception {
        String begin = set.primary().position();
        try (Writers writers = new Writers(set.primary(), 4)) {
            for (int i = 0; i < 5; i++) {
                int behind = writers.committed.get();
                leaf.waitUntilCaughtUpWith(set.primary(), CATCH_UP);
                try (Snapshot snapshot = taker(4).take(replica())) {
                    assertTrue(leaf.isReplicationRunning());
                    requireOneState(snapshot, begin, behind);
                }
            }
        }
        assertFalse(Files.exists(new IntentFile(state).path()));
    }

    private void requireOneState(Snapshot snapshot, String begin, int behind) throws Exception {
        List<SnapshotTable> open = new ArrayList<>();
        try {
            // each holds a connection of its own
            for (TableName table : List.of(ACCOUNTS, LEDGER, ACCOUNTS, LEDGER)) {
                open.add(snapshot.open(table));
            }
            List<List<String>> accounts = rows(open.get(0));
            List<List<String>> ledger = rows(open.get(1));
            assertEquals(accounts, rows(open.get(2)));
            assertEquals(ledger, rows(open.get(3)));
            assertEquals(
                    500,
                    accounts.stream()
                            .mapToInt(row -> Integer.parseInt(row.get(1)))
                            .sum());
            assertEquals(
                    2 * ledger.size(),
                    accounts.stream()
                            .mapToInt(row -> Integer.parseInt(row.get(2)))
                            .sum());
            assertEquals(
                    ledger.size(), transactionsSince(begin, snapshot.position().gtid()));
            assertTrue(ledger.size() >= behind, ledger.size() + " of at least " + behind);
        } finally {
            open.forEach(SnapshotTable::close);
        }
    }

    @Test
    void leavesAnApplierAloneThatSomebodyElseStopped() throws Exception {
        Role.Replica replica = replica();
        leaf.stopReplication();
        try {
            NotYetException notYet = assertThrows(NotYetException.class, () -> taker(2).take(replica));
            assertTrue(
                    notYet.getMessage().startsWith("Applier stands still: the default channel at "),
                    notYet.getMessage());
            assertFalse(leaf.isReplicationRunning());
            assertFalse(Files.exists(new IntentFile(state).path()));
            assertEquals(0, agent.rowSessions().ids().size());
        } finally {
            leaf.startReplication();
        }
    }

    @Test
    void followsAStopBehindALongTransactionToItsEndAndStartsTheApplier() throws Exception {
        Role.Replica replica = replica();
        if (engine == Engine.MYSQL) {
            // the server then gives up waiting, with error 1875, and the applier stops later
            leaf.execute("SET GLOBAL rpl_stop_replica_timeout = 2");
        }
        long begin;
        try (Connection blocker = leaf.connect();
                Statement statement = blocker.createStatement()) {
            // what a super_read_only MySQL allows a client, and MariaDB as well
            statement.execute("LOCK TABLES snap.plain READ");
            set.primary()
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
            try (Snapshot snapshot = taker(2).take(replica);
                    SnapshotTable table = snapshot.open(PLAIN)) {
                assertTrue(System.nanoTime() - begin > 3_000_000_000L, "the STOP did not wait");
                assertEquals(
                        "11", rows(table).get(0).get(1), "the transaction that was being applied is in the snapshot");
                assertTrue(leaf.isReplicationRunning());
            }
            release.join();
        } finally {
            if (engine == Engine.MYSQL) {
                leaf.execute("SET GLOBAL rpl_stop_replica_timeout = DEFAULT");
            }
        }
        SharedServers.catchUp(set);
        assertEquals("21", leaf.queryText("SELECT a FROM snap.plain WHERE id = 2"));
    }

    @Test
    void noticesEveryDdlBetweenTheSnapshotAndTheReading() throws Exception {
        letTablesAge();
        List<String> changes = new ArrayList<>(List.of(
                "ALTER TABLE snap.plain ADD COLUMN c INT, ALGORITHM = INSTANT",
                "ALTER TABLE snap.plain DROP COLUMN b, ALGORITHM = INSTANT",
                "ALTER TABLE snap.plain RENAME COLUMN a TO a2",
                "ALTER TABLE snap.plain FORCE",
                "TRUNCATE TABLE snap.plain",
                "RENAME TABLE snap.plain TO snap.old, snap.ledger TO snap.plain, snap.old TO snap.ledger"));
        for (String change : changes) {
            try (Snapshot snapshot = taker(1).take(replica())) {
                SharedServers.run(set, change);
                TableChangedException changed = assertThrows(
                        TableChangedException.class, () -> snapshot.open(PLAIN).close(), change);
                assertFalse(changed.isGone(), change);
                try (SnapshotTable other = snapshot.open(ACCOUNTS)) {
                    assertEquals(5, rows(other).size(), change);
                    other.confirmUnchanged();
                }
            }
        }
    }

    @Test
    void noticesThatTwoTablesWereSwappedWhichAreAlikeToTheSecond() throws Exception {
        SharedServers.run(
                set,
                "CREATE TABLE snap.one (id INT PRIMARY KEY)",
                "CREATE TABLE snap.two LIKE snap.one",
                "INSERT INTO snap.one VALUES (1)",
                "INSERT INTO snap.two VALUES (2)");
        letTablesAge();
        try (Snapshot snapshot = taker(1).take(replica())) {
            SharedServers.run(set, "RENAME TABLE snap.one TO snap.old, snap.two TO snap.one, snap.old TO snap.two");
            assertThrows(TableChangedException.class, () -> snapshot.open(new TableName("snap", "one"))
                    .close());
            assertThrows(TableChangedException.class, () -> snapshot.open(new TableName("snap", "two"))
                    .close());
            // the others are known to be the same
            try (SnapshotTable other = snapshot.open(ACCOUNTS)) {
                assertEquals(5, rows(other).size());
                other.confirmUnchanged();
            }
        }
    }

    @Test
    void noticesADroppedAndAddedColumnThatNothingElseShows() throws Exception {
        try (Snapshot snapshot = taker(1).take(replica())) {
            String before =
                    leaf.queryText("SELECT GROUP_CONCAT(COLUMN_NAME, COLUMN_TYPE) FROM information_schema.COLUMNS"
                            + " WHERE TABLE_SCHEMA = 'snap' AND TABLE_NAME = 'plain'");
            SharedServers.run(
                    set,
                    "ALTER TABLE snap.plain DROP COLUMN b, ALGORITHM = INSTANT",
                    "ALTER TABLE snap.plain ADD COLUMN b INT DEFAULT NULL, ALGORITHM = INSTANT");
            assertEquals(
                    before,
                    leaf.queryText("SELECT GROUP_CONCAT(COLUMN_NAME, COLUMN_TYPE) FROM information_schema.COLUMNS"
                            + " WHERE TABLE_SCHEMA = 'snap' AND TABLE_NAME = 'plain'"));
            assertThrows(TableChangedException.class, () -> snapshot.open(PLAIN).close());
        }
    }

    @Test
    void saysThatATableIsGone() throws Exception {
        letTablesAge();
        try (Snapshot snapshot = taker(1).take(replica())) {
            SharedServers.run(set, "DROP TABLE snap.plain");
            TableChangedException gone = assertThrows(
                    TableChangedException.class, () -> snapshot.open(PLAIN).close());
            assertTrue(gone.isGone(), gone.toString());
            snapshot.open(ACCOUNTS).close();
        }
    }

    @Test
    void keepsDdlOffAnOpenTableAndLetsItThroughOnAFinishedOne() throws Exception {
        letTablesAge();
        try (Snapshot snapshot = taker(3).take(replica())) {
            try (SnapshotTable table = snapshot.open(PLAIN)) {
                set.primary().execute("ALTER TABLE snap.plain ADD COLUMN later INT");
                Thread.sleep(1000);
                for (Chunk chunk : table.chunks(new ChunkOptions(1, 100))) {
                    assertEquals(1, table.read(chunk, encoder(table), row -> {}));
                }
                assertEquals(3, table.count());
                table.confirmUnchanged();
            }
            SharedServers.catchUp(set);
            assertTrue(leaf.isReplicationRunning());
            assertThrows(TableChangedException.class, () -> snapshot.open(PLAIN).close());
            snapshot.open(LEDGER).close();
        }
    }

    @Test
    void losesOnlyTheConnectionOnWhichAReadingFailed() throws Exception {
        try (Snapshot snapshot = taker(2).take(replica())) {
            SnapshotTable broken = snapshot.open(PLAIN);
            IOException failure = assertThrows(
                    IOException.class,
                    () -> broken.read(chunk(broken), encoder(broken), row -> {
                        throw new IOException("the store does not answer");
                    }));
            assertEquals("the store does not answer", failure.getMessage());
            assertThrows(SnapshotEndedException.class, broken::count);
            broken.close();
            try (SnapshotTable table = snapshot.open(PLAIN)) {
                assertEquals(3, rows(table).size());
            }
            SnapshotTable last = snapshot.open(PLAIN);
            assertThrows(
                    IOException.class,
                    () -> last.read(chunk(last), encoder(last), row -> {
                        throw new IOException("again");
                    }));
            last.close();
            assertThrows(
                    SnapshotEndedException.class, () -> snapshot.open(PLAIN).close());
        }
        assertEquals(0, agent.rowSessions().ids().size());
    }

    private SnapshotTaker taker(int connections) {
        return new SnapshotTaker(agent, new IntentFile(state), connections, Clock.systemUTC());
    }

    private Role.Replica replica() throws Exception {
        return assertInstanceOf(Role.Replica.class, new RoleReader(agent).read());
    }

    private static Chunk chunk(SnapshotTable table) throws Exception {
        return table.chunks(new ChunkOptions(1000, 10)).get(0);
    }

    private static RowEncoder encoder(SnapshotTable table) {
        return new RowEncoder(RowLayout.of(table.schema()), 1 << 20);
    }

    private static List<List<String>> rows(SnapshotTable table) throws Exception {
        RowLayout layout = RowLayout.of(table.schema());
        List<List<String>> rows = new ArrayList<>();
        for (Chunk chunk : table.chunks(new ChunkOptions(50, 100))) {
            table.read(chunk, encoder(table), row -> rows.add(EncodedRow.ascii(layout, row)));
        }
        assertEquals(table.count(), rows.size());
        return rows;
    }

    private int transactionsSince(String begin, String position) throws Exception {
        if (engine == Engine.MARIADB) {
            return (int) (GtidList.of(position).last().get(0L).sequence()
                    - GtidList.of(begin).last().get(0L).sequence());
        }
        String more = leaf.queryText("SELECT GTID_SUBTRACT('" + position + "', '" + begin.replace("\n", "") + "')");
        if (more.isEmpty()) {
            return 0;
        }
        int count = 0;
        for (String interval : more.substring(more.indexOf(':') + 1).split(":")) {
            String[] ends = interval.split("-");
            count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
        }
        return count;
    }

    /** Threads that move money between accounts, each move one transaction with its line in the ledger. */
    private static final class Writers implements AutoCloseable {
        private final List<Thread> threads = new ArrayList<>();
        private final AtomicInteger committed = new AtomicInteger();
        private volatile boolean stopping;

        Writers(Node primary, int count) {
            for (int i = 0; i < count; i++) {
                int number = i;
                Thread thread = new Thread(() -> write(primary, number), "writer-" + i);
                thread.start();
                threads.add(thread);
            }
        }

        private void write(Node primary, int number) {
            try (Connection connection = primary.connect();
                    Statement statement = connection.createStatement()) {
                Random random = new Random(number);
                while (!stopping) {
                    // in the order of ids, so that no two writers wait for each other
                    int from = 1 + random.nextInt(4);
                    int to = from + 1 + random.nextInt(5 - from);
                    int amount = random.nextInt(20) - 10;
                    statement.execute("BEGIN");
                    statement.execute("UPDATE snap.accounts SET balance = balance - " + amount
                            + ", moves = moves + 1 WHERE id = " + from);
                    statement.execute("UPDATE snap.accounts SET balance = balance + " + amount
                            + ", moves = moves + 1 WHERE id = " + to);
                    statement.execute("INSERT INTO snap.ledger (amount) VALUES (" + amount + ")");
                    statement.execute("COMMIT");
                    committed.incrementAndGet();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            stopping = true;
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
