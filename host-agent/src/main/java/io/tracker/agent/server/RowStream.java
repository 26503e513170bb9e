package io.tracker.agent.server;

import io.tracker.agent.upload.RowSink;
import io.tracker.schemas.container.RowEncoder;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Moves the rows of a streaming result into a sink: the bytes that the server sent, and nothing made of them but the hashes of masked columns. */
final class RowStream {
    private final ResultSet rows;
    private final int columns;
    private final RowMask mask;

    RowStream(ResultSet rows, RowMask mask) throws SQLException {
        this.rows = rows;
        this.mask = mask;
        this.columns = rows.getMetaData().getColumnCount();
    }

    /** Returns after the server's end of data; a query that died throws, so that no part passes for the whole. */
    long drainTo(RowEncoder encoder, RowSink sink) throws SQLException, IOException {
        long count = 0;
        while (rows.next()) {
            encoder.begin();
            for (int i = 1; i <= columns; i++) {
                byte[] value = rows.getBytes(i);
                if (value == null) {
                    encoder.appendNull();
                } else {
                    byte[] stored = mask.stored(i - 1, value);
                    encoder.append(stored, 0, stored.length);
                }
            }
            encoder.end();
            sink.row(encoder);
            count++;
        }
        return count;
    }
}
