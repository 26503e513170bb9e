package io.tracker.testing.line.oracle;

import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A replica that is moved to recorded positions and stands still there, so that its rows tell what a backup of that position must hold.
 *
 * <p>It only moves forward: it is held before the backups are made. Not thread safe.
 */
public final class Witness {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Node replica;
    private final boolean mariaDb;

    public Witness(Node replica, Engine engine) {
        this.replica = replica;
        this.mariaDb = engine == Engine.MARIADB;
    }

    public Node replica() {
        return replica;
    }

    /** Stops the applier where it is. */
    public void hold() throws SQLException {
        replica.execute(mariaDb ? "STOP SLAVE" : "STOP REPLICA SQL_THREAD");
    }

    /** Lets a replica whose replication has not begun receive all there is, and apply none of it. */
    public void receive() throws SQLException {
        if (!mariaDb) {
            replica.execute("START REPLICA IO_THREAD");
        }
    }

    /** Lets the replica follow its source again. */
    public void release() throws SQLException {
        replica.startReplication();
    }

    /** Applies exactly what a position names; refuses when the replica is beyond it. */
    public void moveTo(String position) throws IOException, SQLException, InterruptedException {
        if (standsAt(position)) {
            return;
        }
        if (!isBefore(executed(), position)) {
            throw new MismatchException("Witness cannot move back: " + replica.name() + " (got " + executed()
                    + ", expected at most " + position + ")");
        }
        String text = position.replaceAll("\\s", "");
        replica.execute(
                mariaDb
                        ? "START SLAVE UNTIL master_gtid_pos = '" + text + "'"
                        : "START REPLICA SQL_THREAD UNTIL SQL_AFTER_GTIDS = '" + text + "'");
        awaitStop();
        if (!standsAt(position)) {
            throw new MismatchException("Witness did not stop where it should: " + replica.name() + " (got "
                    + executed() + ", expected " + position + ")");
        }
    }

    /** A connection to the replica, as root. */
    public Connection connect() throws SQLException {
        return replica.connect();
    }

    /** Positions in the order in which a replica passes them; refuses two of which neither contains the other. */
    public List<String> inOrder(Collection<String> positions) throws IOException, SQLException {
        List<String> ordered = new ArrayList<>();
        for (String position : new TreeSet<>(positions)) {
            int index = 0;
            while (index < ordered.size() && isBefore(ordered.get(index), position)) {
                index++;
            }
            if (index < ordered.size() && !isBefore(position, ordered.get(index))) {
                throw new MismatchException(
                        "Positions are of different histories: " + position + " and " + ordered.get(index));
            }
            ordered.add(index, position);
        }
        return ordered;
    }

    private boolean standsAt(String position) throws SQLException {
        String executed = executed();
        return isBefore(executed, position) && isBefore(position, executed);
    }

    private String executed() throws SQLException {
        return replica.queryText(mariaDb ? "SELECT @@global.gtid_slave_pos" : "SELECT @@global.gtid_executed");
    }

    /** Whether all that one position names is in the other. */
    private boolean isBefore(String one, String other) throws SQLException {
        return mariaDb
                ? one.isEmpty() || Arrays.stream(one.split(",")).allMatch(gtid -> contains(other, gtid.trim()))
                : replica.queryText("SELECT GTID_SUBSET('" + one + "', '" + other + "')")
                        .equals("1");
    }

    /** A GTID of MariaDB is domain, server and a number that grows within the domain. */
    private static boolean contains(String position, String gtid) {
        String[] wanted = gtid.split("-");
        return Arrays.stream(position.split(","))
                .map(other -> other.trim().split("-"))
                .anyMatch(other -> other[0].equals(wanted[0]) && Long.parseLong(other[2]) >= Long.parseLong(wanted[2]));
    }

    private void awaitStop() throws SQLException, InterruptedException, IOException {
        String column = mariaDb ? "Slave_SQL_Running" : "Replica_SQL_Running";
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Map<String, String> status = replica.replicationStatus().orElseThrow();
            if (!status.get("Last_SQL_Errno").equals("0")) {
                throw new MismatchException("Replication failed: " + replica.name() + " " + status);
            }
            if (status.get(column).equals("No")) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new MismatchException("Witness does not get there: " + replica.name() + " within " + LIMIT
                        + " (got " + executed() + ") " + status);
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }
}
