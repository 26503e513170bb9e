package io.tracker.agent.server;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Runs a query and hands on its rows while they come. No state, thread safe. */
interface RowReader {
    /**
     * Returns after the server's end of data; a query that died throws, so that no part passes for the whole. The connection is of no
     * use after an exception.
     *
     * @return how many rows there were
     * @throws SQLException what the server or the driver says
     * @throws IOException what the cells' taker says
     */
    long read(Connection connection, String sql, RowCells cells) throws SQLException, IOException;
}
