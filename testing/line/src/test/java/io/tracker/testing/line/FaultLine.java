package io.tracker.testing.line;

import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import java.io.IOException;
import java.sql.SQLException;

/** The line on which single faults are tried, one after the other: a large and two small tables, read by one connection. */
final class FaultLine implements AutoCloseable {
    static final int LARGE_ROWS = 16;
    private static final long SEED = 11;

    private final Engine engine;
    private final Line line;

    private FaultLine(Engine engine, Line line) {
        this.engine = engine;
        this.line = line;
    }

    static FaultLine start(Engine engine, String name) throws IOException, SQLException, InterruptedException {
        Line line = Line.start(TestLines.options(engine, name, 2)
                .withAgentSetting("snapshot.connections", "1")
                .withAgentSetting("tables.parallel", "1")
                .withAgentSetting("retry.budget", "10s"));
        try {
            line.primary()
                    .execute(
                            "CREATE DATABASE social",
                            "CREATE TABLE social.small (id INT PRIMARY KEY)",
                            "INSERT INTO social.small VALUES (1)",
                            "CREATE TABLE social.other (id INT PRIMARY KEY, at TIMESTAMP(3) NULL, c CHAR(5))",
                            "INSERT INTO social.other VALUES (-1, '2026-03-29 01:30:00.125', 'é')");
            LargeTable.load(line.primary(), SEED, LARGE_ROWS);
            line.catchUp();
            return new FaultLine(engine, line);
        } catch (SQLException e) {
            line.close();
            throw e;
        }
    }

    Engine engine() {
        return engine;
    }

    Line line() {
        return line;
    }

    Node primary() {
        return line.primary();
    }

    /** Whose agent the faults hit. */
    Node replica() {
        return line.replica();
    }

    /** A day of the replica's agent. */
    FaultDay day(String name) throws IOException, SQLException {
        return FaultDay.begin(line, replica(), name);
    }

    /** Changes the replica behind replication's back, as root, without a trace in its binlog. */
    void changeBehindReplication(String... statements) throws SQLException {
        String[] all = new String[statements.length + 1];
        all[0] = "SET SESSION sql_log_bin = 0";
        System.arraycopy(statements, 0, all, 1, statements.length);
        letRootWrite();
        try {
            replica().execute(all);
        } finally {
            refuseWrites();
        }
    }

    /** A MySQL that is {@code super_read_only} refuses root too. */
    void letRootWrite() throws SQLException {
        if (engine != Engine.MARIADB) {
            replica().execute("SET GLOBAL super_read_only = OFF");
        }
    }

    void refuseWrites() throws SQLException {
        if (engine != Engine.MARIADB) {
            replica().execute("SET GLOBAL super_read_only = ON");
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
