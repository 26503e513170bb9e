package io.tracker.agent.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses how a run reads rows: as packets with the driver that this was tried with, and only after both ways have given the same cells
 * of a few awkward rows on this server; else cell by cell, which one line of the log says. Thread safe.
 */
final class RowReaders {
    private static final Logger LOG = LoggerFactory.getLogger(RowReaders.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Cells on both sides of each width of a length, and rows whose first byte could be taken for an error or for the end of data. */
    private static final List<String> AWKWARD = List.of(
            "SELECT NULL, '', 'x', REPEAT('a', 250), REPEAT('b', 251), X'00fbfcfdfeff', 18446744073709551615, -0.5"
                    + " UNION ALL SELECT REPEAT('c', 252), REPEAT('d', 65535), NULL, REPEAT('e', 65536), '', X'fe', 0, NULL",
            "SELECT NULL UNION ALL SELECT '' UNION ALL SELECT X'fe' UNION ALL SELECT X'ff' UNION ALL SELECT REPEAT(X'fe', 254)",
            "SELECT 1 FROM (SELECT 1) AS one WHERE 1 = 0");

    private final String triedDriver;
    private final RowReader packets;
    private Optional<RowReader> chosen = Optional.empty();

    RowReaders() {
        this(PacketRows.DRIVER_VERSION, new PacketRows());
    }

    /**
     * Readers of another choice.
     *
     * @param triedDriver the version of the driver that is needed for packets
     */
    RowReaders(String triedDriver, RowReader packets) {
        this.triedDriver = triedDriver;
        this.packets = packets;
    }

    /** The reader of a run at a server; the first to ask waits for the trial, which has a connection of its own. */
    synchronized RowReader of(ConnectionOptions options) throws ServerException {
        if (chosen.isEmpty()) {
            Optional<String> hindrance = hindrance(options);
            hindrance.ifPresent(
                    reason -> LOG.warn("rows are read cell by cell, which takes more CPU reason=\"{}\"", reason));
            chosen = Optional.of(hindrance.isPresent() ? new DriverRows() : packets);
        }
        return chosen.get();
    }

    /** Why packets are not to be used; empty if they are. */
    private Optional<String> hindrance(ConnectionOptions options) throws ServerException {
        Connection connection = SessionOpener.open(options, "trial", PATIENCE, SessionSettings::rows)
                .connection();
        try {
            String driver = connection.getMetaData().getDriverVersion();
            if (!driver.startsWith("mysql-connector-j-" + triedDriver + " ")) {
                return Optional.of("driver is " + driver + ", expected " + triedDriver);
            }
            for (String sql : AWKWARD) {
                byte[] expected = cells(new DriverRows(), connection, sql);
                Optional<String> difference = difference(expected, connection, sql);
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("trial failed: " + ServerErrors.words(e));
        } finally {
            Connections.close(connection);
        }
    }

    private Optional<String> difference(byte[] expected, Connection connection, String sql) {
        try {
            return Arrays.equals(expected, cells(packets, connection, sql))
                    ? Optional.empty()
                    : Optional.of("packets give other cells than the driver");
        } catch (SQLException | RuntimeException | LinkageError e) {
            return Optional.of("packets cannot be read: " + e);
        }
    }

    private static byte[] cells(RowReader reader, Connection connection, String sql) throws SQLException {
        Recorded cells = new Recorded();
        try {
            long rows = reader.read(connection, sql, cells);
            cells.tell('=', (int) rows);
        } catch (IOException e) {
            throw new IllegalStateException("Memory takes every cell", e);
        }
        return cells.bytes.toByteArray();
    }

    /** Writes down what it is told. */
    private static final class Recorded implements RowCells {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void begin() {
            bytes.write('{');
        }

        @Override
        public void none() {
            bytes.write('-');
        }

        @Override
        public void value(byte[] buffer, int offset, int length) {
            tell(':', length);
            bytes.write(buffer, offset, length);
        }

        @Override
        public void end() {
            bytes.write('}');
        }

        private void tell(char what, int number) {
            bytes.writeBytes((what + Integer.toString(number) + ';').getBytes(StandardCharsets.US_ASCII));
        }
    }
}
