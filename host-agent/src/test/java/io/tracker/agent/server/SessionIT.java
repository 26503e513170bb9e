package io.tracker.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.catalog.SchemaReader;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.failure.StoppedException;
import io.tracker.agent.select.StoredForm;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class SessionIT {
    private static final int ROW_BYTES = 1 << 20;

    private final Engine engine;
    private final ReplicaSet set;
    private final Node leaf;

    SessionIT(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
        this.leaf = set.node("leaf");
    }

    @Test
    void readsAllRowsAndTheSameBytesWhateverTheServersGlobalVariablesAre() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE hostile",
                "CREATE TABLE hostile.t (id INT PRIMARY KEY, c CHAR(5) CHARACTER SET latin1, at TIMESTAMP(3) NULL)",
                "INSERT INTO hostile.t SELECT n, CONVERT(X'e9' USING latin1), '2026-11-21 01:02:03.456' FROM ("
                        + "SELECT a.x * 100 + b.x * 10 + c.x AS n FROM " + digits("a") + ", " + digits("b") + ", "
                        + digits("c") + ") numbers");
        List<String> plain = rows("hostile", "t");
        String limit = engine == Engine.MYSQL ? "max_execution_time = 1" : "max_statement_time = 0.001";
        leaf.execute(
                "SET GLOBAL sql_select_limit = 10",
                "SET GLOBAL sql_mode = 'ANSI,PAD_CHAR_TO_FULL_LENGTH,NO_BACKSLASH_ESCAPES'",
                "SET GLOBAL time_zone = '+05:00'",
                "SET GLOBAL " + limit,
                "SET GLOBAL completion_type = 'RELEASE'",
                "SET GLOBAL init_connect = 'SET NAMES utf8mb4, autocommit = 0, sql_select_limit = 3'");
        try {
            assertEquals(plain, rows("hostile", "t"));
            assertEquals(1000, plain.size());
            assertEquals("30 | e9 | " + hex("2026-11-21 01:02:03.456"), plain.get(0));
        } finally {
            leaf.execute(
                    "SET GLOBAL sql_select_limit = DEFAULT",
                    "SET GLOBAL sql_mode = DEFAULT",
                    "SET GLOBAL time_zone = '+00:00'",
                    "SET GLOBAL " + limit.substring(0, limit.indexOf(' ')) + " = 0",
                    "SET GLOBAL completion_type = DEFAULT",
                    "SET GLOBAL init_connect = ''");
            SharedServers.run(set, "DROP DATABASE hostile");
        }
    }

    @Test
    void namesTheSettingThatDoesNotHold() {
        ConnectionOptions options = SharedServers.agent(set, leaf).options();
        ServerException failure = assertThrows(
                ServerException.class,
                () -> SessionOpener.open(
                        options,
                        "test",
                        Duration.ofSeconds(5),
                        dialect -> List.of(new SessionSetting("sql_select_limit", "10", "11"))));
        assertEquals(
                "Session setting does not hold: sql_select_limit, test at 127.0.0.1:" + leaf.port()
                        + " (got 10, expected 11)",
                failure.getMessage());
    }

    @Test
    void sendsEveryValueAsTheServerStoresIt() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE bytes",
                "CREATE TABLE bytes.t (id BIGINT UNSIGNED PRIMARY KEY, f FLOAT, d DATETIME(6), t TIME(6), b BIT(12),"
                        + " l VARCHAR(9) CHARACTER SET latin1, u VARCHAR(9) CHARACTER SET utf16, y VARBINARY(9),"
                        + " e ENUM('', 'x'), hidden INT INVISIBLE DEFAULT 7, g INT AS (hidden + 1) VIRTUAL)");
        runInOneSession(
                "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'; INSERT INTO bytes.t (id, f, d, t, b, l, u, y, e) VALUES "
                        + "(18446744073709551615, 16777216, '2026-02-31 00:00:00', '-838:59:59', 4095, X'e9', X'd83dde00', X'0027ff', ''), "
                        + "(1, NULL, NULL, NULL, NULL, '', '', '', NULL); SET SESSION sql_mode = '';"
                        + "INSERT INTO bytes.t (id, d, e) VALUES (2, '0000-00-00', 'none')");
        try {
            assertEquals(
                    List.of(
                            hex("1") + " | - | - | - | - |  |  |  | - | - | " + hex("7") + " | " + hex("8"),
                            hex("2") + " | - | " + hex("0000-00-00 00:00:00.000000") + " | - | - | - | - | - |  | "
                                    + hex("0") + " | " + hex("7") + " | " + hex("8"),
                            hex("18446744073709551615") + " | " + hex("16777216") + " | "
                                    + hex("2026-02-31 00:00:00.000000") + " | " + hex("-838:59:59.000000")
                                    + " | 0fff | e9 | d83dde00 | 0027ff |  | " + hex("1") + " | " + hex("7") + " | "
                                    + hex("8")),
                    rows("bytes", "t"));
        } finally {
            SharedServers.run(set, "DROP DATABASE bytes");
        }
    }

    @Test
    void takesADeadQueryForAnErrorAndNeverForTheEndOfData() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE dead",
                "CREATE TABLE dead.t (id INT AUTO_INCREMENT PRIMARY KEY, pad VARCHAR(1000))",
                "INSERT INTO dead.t (pad) SELECT REPEAT('x', 1000) FROM " + digits("a") + ", " + digits("b") + ", "
                        + digits("c") + ", " + digits("d"));
        try {
            for (String kill : List.of("KILL QUERY ", "KILL CONNECTION ")) {
                ServerConnector connector = SharedServers.agent(set, leaf);
                try (RowSession session = connector.openRows()) {
                    TableShape shape = shape(connector, "dead", "t");
                    long[] seen = {0};
                    IOException failure = assertThrows(
                            IOException.class,
                            () -> session.stream(
                                    shape,
                                    StoredForm.plain(shape.schema()),
                                    KeyRange.all(),
                                    new RowEncoder(RowLayout.of(shape.schema()), ROW_BYTES),
                                    (bytes, offset, length) -> {
                                        if (++seen[0] == 10) {
                                            kill(kill + session.id());
                                        }
                                    }));
                    assertTrue(failure instanceof ServerException, failure.toString());
                    assertTrue(seen[0] >= 10 && seen[0] < 10_000, kill + seen[0]);
                    assertFalse(session.usable());
                }
            }
        } finally {
            SharedServers.run(set, "DROP DATABASE dead");
        }
    }

    @Test
    void givesTheCauseInsteadOfABrokenConnectionWhenItIsEndedFromOutside() throws Exception {
        ServerConnector connector = SharedServers.agent(set, leaf);
        try (RowSession first = connector.openRows();
                RowSession second = connector.openRows()) {
            first.beginSnapshot();
            second.beginSnapshot();
            connector.rowSessions().end(new EndCause(EndCause.Kind.SNAPSHOT_ENDED, "the lock", ""));
            assertEquals(
                    "the lock",
                    assertThrows(SnapshotEndedException.class, first::release).getMessage());
            try (RowSession third = connector.openRows()) {
                connector.rowSessions().end(new EndCause(EndCause.Kind.RUN_STOPPED, "promoted", "hint"));
                assertThrows(StoppedException.class, third::beginSnapshot);
                assertThrows(StoppedException.class, connector::openRows);
            }
        }
        assertEquals(0, connector.rowSessions().ids().size());
    }

    @Test
    void namesWhatIsWrongWithALoginOrAnAddress() {
        OperatorException login =
                assertThrows(OperatorException.class, () -> SharedServers.connector(leaf, set.agentUser(), "wrong")
                        .open("test"));
        assertTrue(
                login.getMessage().startsWith("Login failed: user 'tracker' for test at 127.0.0.1:"),
                login.getMessage());
        assertFalse(login.getMessage().contains("wrong"), login.getMessage());
        ServerConnector nowhere = SharedServers.agent(set, leaf).at(new ServerAddress("127.0.0.1", 1));
        ServerException silence = assertThrows(ServerException.class, () -> nowhere.open("test"));
        assertTrue(
                silence.getMessage().startsWith("Server does not answer: test at 127.0.0.1:1 (got ")
                        && silence.getMessage().contains("Connection refused")
                        && silence.getMessage().contains("; HINT: "),
                silence.getMessage());
        assertFalse(silence.getMessage().contains("\n"), silence.getMessage());
    }

    @Test
    void isKnownAtTheServerByItsProgramNameAndRun() throws Exception {
        ServerConnector connector = SharedServers.agent(set, leaf);
        try (RowSession session = connector.openRows()) {
            String answer = leaf.queryText("SELECT COALESCE(GROUP_CONCAT(ATTR_VALUE ORDER BY ATTR_NAME), '') FROM"
                    + " performance_schema.session_connect_attrs WHERE PROCESSLIST_ID = " + session.id()
                    + " AND ATTR_NAME IN ('program_name', 'tracker_run', 'tracker_purpose')");
            // without the performance schema, attributes are not kept
            boolean kept = leaf.queryText("SELECT @@performance_schema").equals("1");
            assertEquals(kept ? "tracker-agent,rows,it" : "", answer);
        }
    }

    private List<String> rows(String schema, String table) throws Exception {
        ServerConnector connector = SharedServers.agent(set, leaf);
        try (RowSession session = connector.openRows()) {
            TableShape shape = shape(connector, schema, table);
            session.beginSnapshot();
            List<String> rows = new ArrayList<>();
            RowLayout layout = RowLayout.of(shape.schema());
            long count = session.stream(
                    shape,
                    StoredForm.plain(shape.schema()),
                    KeyRange.all(),
                    new RowEncoder(layout, ROW_BYTES),
                    (bytes, offset, length) -> rows.add(String.join(" | ", EncodedRow.hex(layout, bytes, offset))));
            assertEquals(count, rows.size());
            assertEquals(count, session.count(shape));
            return rows;
        }
    }

    private static TableShape shape(ServerConnector connector, String schema, String table) throws IOException {
        try (ServerSession session = connector.open("test")) {
            return new SchemaReader(session)
                    .capture(new TableName(schema, table))
                    .shape();
        }
    }

    /** Writes at the primary and waits: rows that a client with this session would store. */
    private void runInOneSession(String statements) throws Exception {
        try (var connection = set.primary().connect();
                var statement = connection.createStatement()) {
            for (String sql : statements.split(";")) {
                statement.execute(sql.strip());
            }
        }
        SharedServers.catchUp(set);
    }

    private void kill(String sql) throws IOException {
        try {
            leaf.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IOException(e);
        }
    }

    private static String digits(String alias) {
        return "(SELECT 0 AS x UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5"
                + " UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) " + alias;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
