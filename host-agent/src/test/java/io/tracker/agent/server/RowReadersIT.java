package io.tracker.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.config.Secret;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.types.TypeMatrix;
import java.io.IOException;
import java.io.StringWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.log4j.Logger;
import org.apache.log4j.PatternLayout;
import org.apache.log4j.WriterAppender;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows as packets and rows cell by cell, from one server that also speaks TLS: the same cells, the same errors. */
@ParameterizedClass
@EnumSource
final class RowReadersIT {
    private static final int MEBIBYTE = 1 << 20;

    /** A row as long as a packet may be: three bytes for the length of its one cell, one before them. */
    private static final int FULL_PACKET = (1 << 24) - 1 - 4;

    private static ReplicaSet set;
    private static TypeMatrix matrix;

    @SuppressWarnings("unused") // the class needs a constructor that takes it
    RowReadersIT(Engine engine) {}

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) throws Exception {
        Engines.require(engine, Assumptions::abort);
        ReplicaSetOptions options = ReplicaSetOptions.of(engine)
                .withReplicas(0)
                .withServerOption("max-allowed-packet", Integer.toString(128 * MEBIBYTE));
        set = ReplicaSet.start(engine == Engine.MARIADB ? options.withServerOption("skip-ssl", "0") : options);
        matrix = TypeMatrix.of(set.installation());
        matrix.load(set.primary());
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        if (set != null) {
            set.close();
            set = null;
        }
    }

    @Test
    void thisDriverIsReadAsPackets() throws Exception {
        assertInstanceOf(PacketRows.class, new RowReaders().of(options(TlsMode.DISABLED)));
    }

    @Test
    void everyTypeGivesTheSameCellsWithAndWithoutTls() throws Exception {
        for (TlsMode tls : List.of(TlsMode.DISABLED, TlsMode.REQUIRED)) {
            try (Connection connection = rows(tls)) {
                assertEquals(
                        tls == TlsMode.REQUIRED,
                        SessionOpener.first(connection, cipher()).length() > 0);
                for (Map.Entry<String, Integer> table : matrix.rows().entrySet()) {
                    String sql = "SELECT * FROM `" + TypeMatrix.SCHEMA + "`.`" + table.getKey() + "`";
                    Digest cells = digest(new DriverRows(), connection, sql);
                    assertEquals(table.getValue().longValue(), cells.rows, sql);
                    assertEquals(
                            cells.text(),
                            digest(new PacketRows(), connection, sql).text(),
                            sql);
                }
            }
        }
    }

    @Test
    void rowsAroundAndAboveSixteenMebibytesAreWholeWithAndWithoutTls() throws Exception {
        for (TlsMode tls : List.of(TlsMode.DISABLED, TlsMode.REQUIRED)) {
            try (Connection connection = rows(tls)) {
                for (int length : List.of(
                        FULL_PACKET - 1,
                        FULL_PACKET,
                        FULL_PACKET + 1,
                        (1 << 24) - 1,
                        1 << 24,
                        2 * FULL_PACKET,
                        40 * MEBIBYTE)) {
                    String sql = "SELECT REPEAT(X'fe', " + length + ") UNION ALL SELECT 'after'";
                    Digest cells = digest(new DriverRows(), connection, sql);
                    assertEquals(length + 5L, cells.bytes, sql);
                    assertEquals(
                            cells.text(),
                            digest(new PacketRows(), connection, sql).text(),
                            sql);
                }
            }
        }
    }

    @Test
    void anErrorInTheMiddleOfTheRowsIsTheSameError() throws Exception {
        set.primary()
                .execute(
                        "CREATE DATABASE middle",
                        "CREATE TABLE middle.t (n INT PRIMARY KEY, pad VARCHAR(2000))",
                        "INSERT INTO middle.t WITH RECURSIVE counted AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM counted WHERE n < 900)"
                                + " SELECT n, REPEAT('x', 2000) FROM counted");
        for (TlsMode tls : List.of(TlsMode.DISABLED, TlsMode.REQUIRED)) {
            String sql = "SELECT n, pad, EXP(n) FROM middle.t ORDER BY n";
            SQLException cells = failure(new DriverRows(), tls, sql, 709);
            SQLException packets = failure(new PacketRows(), tls, sql, 709);
            assertNotEquals(0, cells.getErrorCode());
            assertEquals(cells.getErrorCode(), packets.getErrorCode());
            assertEquals(cells.getSQLState(), packets.getSQLState());
            assertEquals(cells.getMessage(), packets.getMessage());
        }
        SQLException missing = failure(new PacketRows(), TlsMode.DISABLED, "SELECT * FROM middle.nothing", 0);
        assertEquals(1146, missing.getErrorCode(), missing.getMessage());
    }

    @Test
    void aStatementThatGivesNoRowsIsRefused() throws Exception {
        SQLException refused = failure(new PacketRows(), TlsMode.DISABLED, "SET @a = 1", 0);
        assertEquals("Answer is no rows: it has 0 columns", refused.getMessage());
    }

    @Test
    void anotherDriverOrOtherCellsMeanCellByCellWithOneLineOfTheLog() throws Exception {
        RowReader lying = (connection, sql, cells) -> {
            cells.begin();
            cells.end();
            return 1;
        };
        RowReader dying = (connection, sql, cells) -> {
            throw new NoSuchMethodError("sendCommand");
        };
        assertOneLine(new RowReaders("8.0.33", new PacketRows()), "driver is mysql-connector-j-");
        assertOneLine(new RowReaders(PacketRows.DRIVER_VERSION, lying), "packets give other cells than the driver");
        assertOneLine(
                new RowReaders(PacketRows.DRIVER_VERSION, dying),
                "packets cannot be read: java.lang.NoSuchMethodError");
    }

    private static void assertOneLine(RowReaders readers, String reason) throws IOException {
        StringWriter log = new StringWriter();
        WriterAppender appender = new WriterAppender(new PatternLayout("%p %m%n"), log);
        Logger logger = Logger.getLogger(RowReaders.class);
        logger.addAppender(appender);
        try {
            assertInstanceOf(DriverRows.class, readers.of(options(TlsMode.DISABLED)));
            assertInstanceOf(DriverRows.class, readers.of(options(TlsMode.DISABLED)));
        } finally {
            logger.removeAppender(appender);
        }
        String text = log.toString();
        assertEquals(1, text.lines().count(), text);
        assertTrue(text.startsWith("WARN rows are read cell by cell, which takes more CPU reason=\"" + reason), text);
    }

    private static SQLException failure(RowReader reader, TlsMode tls, String sql, long rowsBefore) throws Exception {
        Digest cells = new Digest();
        Connection connection = rows(tls);
        try {
            SQLException failure = assertThrows(SQLException.class, () -> reader.read(connection, sql, cells));
            assertEquals(rowsBefore, cells.rows);
            return failure;
        } finally {
            Connections.abort(connection);
        }
    }

    private static Digest digest(RowReader reader, Connection connection, String sql) throws Exception {
        Digest cells = new Digest();
        assertEquals(reader.read(connection, sql, cells), cells.rows);
        return cells;
    }

    private static Connection rows(TlsMode tls) throws ServerException {
        return SessionOpener.open(options(tls), "rows", Duration.ofMinutes(1), SessionSettings::rows)
                .connection();
    }

    private static ConnectionOptions options(TlsMode tls) {
        Node primary = set.primary();
        return new ConnectionOptions(
                new ServerAddress("127.0.0.1", primary.port()),
                new Account(set.agentUser(), new Secret(set.agentPassword())),
                address -> tls,
                Duration.ofSeconds(30),
                "it");
    }

    private static String cipher() {
        return set.installation().engine() == Engine.MARIADB
                ? "SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'Ssl_cipher'"
                : "SELECT VARIABLE_VALUE FROM performance_schema.session_status WHERE VARIABLE_NAME = 'Ssl_cipher'";
    }

    /** Counts rows and bytes, and digests cells with their lengths. */
    private static final class Digest implements RowCells {
        private final MessageDigest sha256;
        private long rows;
        private long bytes;

        Digest() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void begin() {
            sha256.update((byte) '{');
        }

        @Override
        public void none() {
            sha256.update((byte) '-');
        }

        @Override
        public void value(byte[] buffer, int offset, int length) {
            sha256.update((byte) ':');
            sha256.update(Integer.toString(length).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            sha256.update(buffer, offset, length);
            bytes += length;
        }

        @Override
        public void end() {
            sha256.update((byte) '}');
            rows++;
        }

        String text() {
            return rows + " rows, " + bytes + " bytes, " + HexFormat.of().formatHex(sha256.digest());
        }
    }
}
