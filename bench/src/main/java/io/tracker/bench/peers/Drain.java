package io.tracker.bench.peers;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.a.NativeConstants.IntegerDataType;
import com.mysql.cj.protocol.a.NativeMessageBuilder;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.NativeProtocol;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Receives what a server answers and drops it, past the driver: of each packet only the header is looked at. No client is nearer to the
 * server's own sending.
 *
 * <p>A packet is 3 bytes of length, the least significant first, 1 byte of sequence, and so many bytes; one of 2<sup>24</sup> - 1 bytes goes
 * on in the next. After the rows comes a short packet that begins with {@code fe}; one that begins with {@code ff} is an error (MySQL's
 * internals manual, "MySQL Packets" and "Text Resultset").
 */
final class Drain {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int HEADER_BYTES = 4;
    private static final int LONGEST = 0xffffff;
    private static final int END = 0xfe;
    private static final int ERROR = 0xff;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;

    Drain(InputStream in) {
        this.in = in;
    }

    /**
     * Sends a query and drops the answer. The connection can only be cut afterwards: the driver does not know what was read.
     *
     * @return how many rows there were
     */
    static long rows(Connection connection, String sql) throws SQLException, IOException {
        NativeSession session =
                (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
        NativeProtocol protocol = session.getProtocol();
        NativeMessageBuilder messages = (NativeMessageBuilder) protocol.getMessageBuilder();
        NativePacketPayload answer = protocol.sendCommand(
                messages.buildComQuery(null, session, sql.getBytes(StandardCharsets.UTF_8)), false, 0);
        answer.setPosition(0);
        int columns = Math.toIntExact(answer.readInteger(IntegerDataType.INT_LENENC));
        int marks = protocol.getServerSession().isEOFDeprecated() ? 0 : 1;
        return new Drain(protocol.getSocketConnection().getMysqlInput()).rows(columns + marks);
    }

    /**
     * Counts rows up to their end.
     *
     * @param packetsBefore how many packets come before the first row
     */
    long rows(int packetsBefore) throws IOException {
        for (int i = 0; i < packetsBefore; i++) {
            skip(length());
        }
        long rows = 0;
        boolean goesOn = false;
        while (true) {
            int length = length();
            int first = length == 0 || goesOn ? 0 : first();
            if (first == ERROR) {
                throw new IOException("Server ended the rows with an error, after " + rows + " rows");
            }
            // a row may begin with this byte too, but is then the longest packet
            if (first == END && length < LONGEST) {
                return rows;
            }
            skip(length);
            goesOn = length == LONGEST;
            if (!goesOn) {
                rows++;
            }
        }
    }

    private int length() throws IOException {
        need(HEADER_BYTES);
        int length = (buffer[at] & 0xff) | ((buffer[at + 1] & 0xff) << 8) | ((buffer[at + 2] & 0xff) << 16);
        at += HEADER_BYTES;
        return length;
    }

    private int first() throws IOException {
        need(1);
        return buffer[at] & 0xff;
    }

    private void skip(int length) throws IOException {
        int left = length;
        while (left > end - at) {
            left -= end - at;
            at = end;
            need(1);
        }
        at += left;
    }

    /** Has so many bytes in the buffer. */
    private void need(int bytes) throws IOException {
        if (bytes <= end - at) {
            return;
        }
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
        while (end < bytes) {
            int got = in.read(buffer, end, buffer.length - end);
            if (got < 0) {
                throw new EOFException("Server ended the connection among the rows");
            }
            end += got;
        }
    }
}
