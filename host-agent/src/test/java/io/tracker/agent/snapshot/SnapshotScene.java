package io.tracker.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracker.agent.chunk.Chunk;
import io.tracker.agent.chunk.ChunkOptions;
import io.tracker.agent.role.GtidList;
import io.tracker.agent.role.Gtids;
import io.tracker.agent.role.Role;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.select.StoredForm;
import io.tracker.agent.server.EncodedRow;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.SharedServers;
import io.tracker.agent.server.TableName;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The replica at the chain's end, three tables on it, and what every test of snapshots does with them. */
final class SnapshotScene {
    static final TableName ACCOUNTS = new TableName("snap", "accounts");
    static final TableName LEDGER = new TableName("snap", "ledger");
    static final TableName PLAIN = new TableName("snap", "plain");

    final Engine engine;
    final ReplicaSet set;
    final Node leaf;
    final ServerConnector agent;

    SnapshotScene(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
        this.leaf = set.node("leaf");
        this.agent = SharedServers.agent(set, leaf);
    }

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

    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE snap");
        SharedServers.awaitReplication(set);
    }

    /** What was made in the same second as a snapshot cannot be told from what was altered after it. */
    static void letTablesAge() throws InterruptedException {
        Thread.sleep(2100);
    }

    SnapshotTaker taker(Path state, int connections) {
        return new SnapshotTaker(agent, new IntentFile(state), connections, Clock.systemUTC());
    }

    /** As a run writes it before it stops the applier on that session. */
    StopIntent intent(ServerSession control) throws Exception {
        return StopIntent.toStop(
                replica().server().uuid(),
                control.id(),
                List.of(""),
                Gtids.applied(control),
                ApplierCommands.read(control));
    }

    Role.Replica replica() throws Exception {
        return assertInstanceOf(Role.Replica.class, new RoleReader(agent).read());
    }

    static Chunk chunk(SnapshotTable table) throws Exception {
        return table.chunks(new ChunkOptions(1000, 10)).get(0);
    }

    static RowEncoder encoder(SnapshotTable table) {
        return new RowEncoder(RowLayout.of(table.schema()), 1 << 20);
    }

    static List<List<String>> rows(SnapshotTable table) throws Exception {
        RowLayout layout = RowLayout.of(table.schema());
        List<List<String>> rows = new ArrayList<>();
        for (Chunk chunk : table.chunks(new ChunkOptions(50, 100))) {
            table.read(
                    chunk,
                    StoredForm.plain(table.schema()),
                    encoder(table),
                    (bytes, offset, length) -> rows.add(EncodedRow.ascii(layout, bytes, offset)));
        }
        assertEquals(table.count(), rows.size());
        return rows;
    }

    /** How many transactions lie between two positions. */
    int transactions(String begin, String position) throws Exception {
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
}
