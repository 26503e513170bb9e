package io.tracker.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.role.Role;
import io.tracker.agent.server.SharedServers;
import io.tracker.agent.server.TableChangedException;
import io.tracker.agent.server.TableName;
import io.tracker.testing.servers.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Money moves between accounts in transactions that each write a line into a ledger: every snapshot shows the same total, and as many lines
 * as its position counts transactions. {@code tracker.snapshots} says how many are taken; {@code ./tracker soak --snapshots} raises it.
 */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class SnapshotBankIT {
    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final int SNAPSHOTS = Integer.getInteger("tracker.snapshots", 100);
    private static final TableName DDL = new TableName("snap", "ddl");

    @TempDir
    private Path state;

    private final SnapshotScene scene;

    SnapshotBankIT(Engine engine, SharedServers servers) throws Exception {
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
    void showsOneStateOnAllConnectionsAtTheRecordedPositionWhileFourWritersWrite() throws Exception {
        String begin = scene.set.primary().position();
        try (BankWriters writers = new BankWriters(scene.set.primary(), 4)) {
            for (int i = 0; i < 5; i++) {
                int behind = writers.committed();
                scene.leaf.waitUntilCaughtUpWith(scene.set.primary(), CATCH_UP);
                try (Snapshot snapshot = scene.taker(state, 4).take(scene.replica())) {
                    assertTrue(scene.leaf.isReplicationRunning());
                    BankState bank = read(snapshot, 2);
                    assertEquals(
                            bank.lines(),
                            scene.transactions(begin, snapshot.position().gtid()));
                    assertTrue(bank.lines() >= behind, bank + " of at least " + behind);
                }
            }
        }
        assertFalse(Files.exists(new IntentFile(state).path()));
    }

    @Test
    void closesTheGapsOfParallelAppliersThatKeepNoCommitOrder() throws Exception {
        Assumptions.assumeTrue(scene.engine == Engine.MYSQL, "MariaDB keeps the order of a domain");
        Role.Replica replica = scene.replica();
        String begin = scene.set.primary().position();
        appliersKeepOrder("OFF");
        try (BankWriters writers = new BankWriters(scene.set.primary(), 4)) {
            for (int i = 0; i < 5; i++) {
                scene.leaf.waitUntilCaughtUpWith(scene.set.primary(), CATCH_UP);
                try (Snapshot snapshot = scene.taker(state, 2).take(replica)) {
                    String position = snapshot.position().gtid();
                    assertEquals(read(snapshot, 1).lines(), scene.transactions(begin, position));
                    String since = scene.leaf.queryText("SELECT GTID_SUBTRACT('" + position + "', '" + begin + "')");
                    assertTrue(since.matches("([0-9a-f-]+:[0-9]+(-[0-9]+)?)?"), "gaps: " + since);
                }
                assertTrue(scene.leaf.isReplicationRunning());
            }
            assertTrue(writers.committed() > 0);
        } finally {
            appliersKeepOrder("ON");
        }
    }

    private void appliersKeepOrder(String value) throws Exception {
        scene.leaf.stopReplication();
        scene.leaf.execute("SET GLOBAL replica_preserve_commit_order = " + value);
        scene.leaf.startReplication();
        SharedServers.awaitReplication(scene.set);
    }

    @Test
    void keepsTheTotalAndThePositionInEverySnapshotUnderDdl() throws Exception {
        SharedServers.run(scene.set, "CREATE TABLE snap.ddl (id INT AUTO_INCREMENT PRIMARY KEY)");
        String begin = scene.set.primary().position();
        Role.Replica replica = scene.replica();
        int whole = 0;
        int retaken = 0;
        try (BankWriters writers = new BankWriters(scene.set.primary(), 2);
                DdlWriter ddl = new DdlWriter(scene.set.primary())) {
            for (int i = 0; i < SNAPSHOTS; i++) {
                try (Snapshot snapshot = scene.taker(state, 2).take(replica)) {
                    BankState bank = read(snapshot, 1);
                    int statements = linesOf(snapshot, DDL);
                    int others = scene.transactions(begin, snapshot.position().gtid()) - bank.lines();
                    // each DDL comes behind its own line
                    assertTrue(
                            others == 2 * statements || others == 2 * statements - 1,
                            others + " transactions beside the bank's, with " + statements + " lines of DDL");
                    whole++;
                } catch (TableChangedException e) {
                    retaken++;
                }
            }
            assertTrue(writers.committed() > 0 && ddl.statements() > 0);
        }
        assertTrue(whole >= SNAPSHOTS / 20, whole + " of " + SNAPSHOTS + ", " + retaken + " to be taken again");
        assertTrue(scene.leaf.isReplicationRunning());
    }

    /** What the bank's tables say, the same on every connection. */
    private record BankState(int lines) {}

    private static BankState read(Snapshot snapshot, int times) throws Exception {
        List<SnapshotTable> open = new ArrayList<>();
        try {
            Set<List<List<String>>> accounts = new HashSet<>();
            Set<Long> lines = new HashSet<>();
            for (int i = 0; i < times; i++) {
                // each holds a connection of its own
                SnapshotTable table = snapshot.open(SnapshotScene.ACCOUNTS);
                open.add(table);
                accounts.add(SnapshotScene.rows(table));
                SnapshotTable ledger = snapshot.open(SnapshotScene.LEDGER);
                open.add(ledger);
                lines.add(ledger.count());
            }
            for (SnapshotTable table : open) {
                table.confirmUnchanged();
            }
            assertEquals(1, accounts.size());
            assertEquals(1, lines.size());
            List<List<String>> rows = accounts.iterator().next();
            int count = lines.iterator().next().intValue();
            assertEquals(500, sum(rows, 1));
            assertEquals(2 * count, sum(rows, 2));
            return new BankState(count);
        } finally {
            open.forEach(SnapshotTable::close);
        }
    }

    private static int sum(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> Integer.parseInt(row.get(column))).sum();
    }

    private static int linesOf(Snapshot snapshot, TableName name) throws Exception {
        try (SnapshotTable table = snapshot.open(name)) {
            long lines = table.count();
            table.confirmUnchanged();
            return (int) lines;
        }
    }
}
