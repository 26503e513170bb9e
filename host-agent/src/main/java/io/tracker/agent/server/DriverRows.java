package io.tracker.agent.server;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows as JDBC gives them: a copy of each cell. What every driver can. */
final class DriverRows implements RowReader {
    @Override
    public long read(Connection connection, String sql, RowCells cells) throws SQLException, IOException {
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(Integer.MIN_VALUE);
        ResultSet rows = statement.executeQuery(sql);
        int columns = rows.getMetaData().getColumnCount();
        long count = 0;
        while (rows.next()) {
            cells.begin();
            for (int i = 1; i <= columns; i++) {
                byte[] value = rows.getBytes(i);
                if (value == null) {
                    cells.none();
                } else {
                    cells.value(value, 0, value.length);
                }
            }
            cells.end();
            count++;
        }
        // only here: after an error, closing would first read the rest of the result
        statement.close();
        return count;
    }
}
