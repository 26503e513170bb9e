package io.tracker.testing.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The replication of one server, in its own dialect. */
final class Replication {
    private final Node node;
    private final Dialect dialect;

    Replication(Node node, Dialect dialect) {
        this.node = node;
        this.dialect = dialect;
    }

    boolean isRunning() throws SQLException {
        return status().filter(this::runs).isPresent();
    }

    private boolean runs(Map<String, String> status) {
        return dialect.runningColumns().stream().allMatch(column -> "Yes".equals(status.get(column)))
                && "0".equals(status.get("Last_IO_Errno"))
                && "0".equals(status.get("Last_SQL_Errno"));
    }

    Optional<Map<String, String>> status() throws SQLException {
        try (Connection connection = node.connect()) {
            return SqlText.firstRow(connection, dialect.statusQuery());
        }
    }

    String position() throws SQLException {
        return node.queryText(dialect.positionQuery()).replace("\n", "");
    }

    void waitFor(String position, Duration limit) throws SQLException {
        if (position.isEmpty()) {
            return;
        }
        String answer = node.queryText(dialect.waitQuery(position, limit));
        if (!"0".equals(answer)) {
            throw new SQLException("Replica has not caught up: " + node.name() + " (expected " + position + " within "
                    + limit + ", got " + position() + "); its replication: " + status());
        }
    }

    void follow(Node source) throws SQLException {
        node.execute(dialect.replicateFrom(source.port()));
        node.execute(dialect.startReplication());
    }

    void followAlso(String channel, Node source) throws SQLException {
        node.execute(dialect.replicateAlsoFrom(channel, source.port()));
    }

    void start() throws SQLException {
        node.execute(dialect.startReplication());
    }

    void stop() throws SQLException {
        node.execute(dialect.stopReplication());
    }

    void promote() throws SQLException {
        node.execute(dialect.forgetSource());
        node.execute(dialect.makeWritable());
    }

    void repointTo(Node source) throws SQLException {
        node.execute(dialect.makeReadOnly());
        if (status().isPresent()) {
            node.execute(dialect.forgetSource());
        }
        follow(source);
    }

    void reparentTo(Node source) throws SQLException {
        node.execute(dialect.stopReplication());
        follow(source);
    }
}
