package io.tracker.bench.peers;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.a.NativeConstants.IntegerDataType;
import com.mysql.cj.protocol.a.NativeMessageBuilder;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.NativeProtocol;
import io.tracker.agent.server.RowPackets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** Receives what a server answers and drops it, packet by packet, without a look at the cells: the server's own sending, as nearly as a client sees it. */
final class Drain {
    private Drain() {}

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
        RowPackets packets = new RowPackets(protocol.getSocketConnection().getMysqlInput());
        for (int i = 0; i < columns + marks; i++) {
            packets.next();
        }
        long rows = 0;
        for (packets.next(); !packets.isEnd(); packets.next()) {
            if (packets.isError()) {
                throw new IOException("Server ended the rows with an error, after " + rows + " rows");
            }
            rows++;
        }
        return rows;
    }
}
