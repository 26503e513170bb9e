package io.tracker.agent.server;

import com.mysql.cj.NativeSession;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.protocol.a.ColumnDefinitionFactory;
import com.mysql.cj.protocol.a.NativeConstants.IntegerDataType;
import com.mysql.cj.protocol.a.NativeMessageBuilder;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.NativeProtocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Rows as packets of the driver's stream, taken apart here in one pass without a copy of each cell. The driver sends the query, reads
 * the columns, and makes exceptions of errors. Its classes behind this are not its public interface: only {@link RowReaders} chooses it,
 * for the one version that it was tried with.
 *
 * <p>A row of the text protocol is its cells one after another: {@code fb} for NULL, else a length and so many bytes; a length is one
 * byte below {@code fb}, or {@code fc}, {@code fd}, {@code fe} and 2, 3, 8 bytes, the least significant first (MySQL's internals manual,
 * "Text Resultset Row" and "Length-Encoded Integer Type").
 */
final class PacketRows implements RowReader {
    /** The driver that this was tried with. */
    static final String DRIVER_VERSION = "26.10.0";

    private static final String CONNECTION_BROKEN = "08S01";
    private static final int NULL = 0xfb;
    private static final int TWO_BYTES = 0xfc;
    private static final int THREE_BYTES = 0xfd;
    private static final int EIGHT_BYTES = 0xfe;

    @Override
    public long read(Connection connection, String sql, RowCells cells) throws SQLException, IOException {
        NativeSession session =
                (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
        NativeProtocol protocol = session.getProtocol();
        int columns = begin(session, protocol, sql);
        RowPackets packets = packets(protocol);
        long count = 0;
        while (next(protocol, packets)) {
            cells.begin();
            takeApart(packets.bytes(), packets.start(), packets.limit(), columns, cells);
            cells.end();
            count++;
        }
        return count;
    }

    /** Sends the query and reads the answer up to its first row. */
    private static int begin(NativeSession session, NativeProtocol protocol, String sql) throws SQLException {
        try {
            NativeMessageBuilder messages = (NativeMessageBuilder) protocol.getMessageBuilder();
            NativePacketPayload answer = protocol.sendCommand(
                    messages.buildComQuery(null, session, sql.getBytes(StandardCharsets.UTF_8)), false, 0);
            answer.setPosition(0);
            long columns = answer.readInteger(IntegerDataType.INT_LENENC);
            if (columns < 1 || columns > Short.MAX_VALUE) {
                throw new SQLException("Answer is no rows: it has " + columns + " columns");
            }
            protocol.read(ColumnDefinition.class, new ColumnDefinitionFactory((int) columns, null));
            if (!protocol.getServerSession().isEOFDeprecated()) {
                protocol.skipPacket();
            }
            return (int) columns;
        } catch (CJException e) {
            throw SQLExceptionsMapping.translateException(e);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static RowPackets packets(NativeProtocol protocol) throws SQLException {
        try {
            return new RowPackets(protocol.getSocketConnection().getMysqlInput());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Whether there is another row. An error becomes the driver's own exception, and the end tells the driver the server's state. */
    private static boolean next(NativeProtocol protocol, RowPackets packets) throws SQLException {
        try {
            packets.next();
            if (packets.isError()) {
                protocol.checkErrorMessage(new NativePacketPayload(packets.copy()));
                throw new SQLException("Server ended the rows with an error that the driver does not know");
            }
            if (!packets.isEnd()) {
                return true;
            }
            if (packets.behind() > 0) {
                throw new SQLException("Server sent " + packets.behind() + " bytes behind the end of the rows");
            }
            protocol.readServerStatusForResultSets(new NativePacketPayload(packets.copy()), true);
            return false;
        } catch (CJException e) {
            throw SQLExceptionsMapping.translateException(e);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static SQLException broken(IOException reason) {
        return new SQLException("Connection broke while rows were on their way", CONNECTION_BROKEN, reason);
    }

    /** Hands on the cells of a row; a row that does not hold them exactly is an error. */
    static void takeApart(byte[] bytes, int start, int end, int columns, RowCells cells)
            throws SQLException, IOException {
        int at = start;
        for (int column = 0; column < columns; column++) {
            int first = at < end ? bytes[at++] & 0xff : 0xff;
            if (first == NULL) {
                cells.none();
                continue;
            }
            long length = first;
            if (first > NULL) {
                int width = width(first, column);
                length = length(bytes, at, width, end, column);
                at += width;
            }
            if (length < 0 || length > end - at) {
                throw torn(column, length + " bytes where " + (end - at) + " are left");
            }
            cells.value(bytes, at, (int) length);
            at += (int) length;
        }
        if (at != end) {
            throw torn(columns, (end - at) + " bytes behind the last column");
        }
    }

    private static int width(int first, int column) throws SQLException {
        return switch (first) {
            case TWO_BYTES -> 2;
            case THREE_BYTES -> 3;
            case EIGHT_BYTES -> 8;
            default -> throw torn(column, "no length");
        };
    }

    private static long length(byte[] bytes, int at, int width, int end, int column) throws SQLException {
        if (width > end - at) {
            throw torn(column, "a length of " + width + " bytes where " + (end - at) + " are left");
        }
        long length = 0;
        for (int i = width - 1; i >= 0; i--) {
            length = (length << 8) | (bytes[at + i] & 0xff);
        }
        return length;
    }

    private static SQLException torn(int column, String got) {
        return new SQLException("Row is torn: column " + (column + 1) + " (got " + got + ")");
    }
}
