package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows of a table as a server holds them at this moment; the caller sees to it that it stands still.
 *
 * <p>The server itself renders the values. The connection is used by one reader at a time and not closed.
 */
public final class ServerRows implements Rows {
    private final Connection server;
    private final String schema;
    private final String table;
    private final CellForm form;

    private ServerRows(Connection server, String schema, String table, CellForm form) {
        this.server = server;
        this.schema = schema;
        this.table = table;
        this.form = form;
    }

    /** The values as they are stored: what a backup and a dump must hold. */
    public static ServerRows stored(Connection server, String schema, String table) {
        return new ServerRows(server, schema, table, new StoredForm());
    }

    /** The values as Parquet must hold them. */
    public static ServerRows asParquet(Connection server, String schema, String table) {
        return new ServerRows(server, schema, table, new ParquetForm());
    }

    @Override
    public String place() {
        return "server";
    }

    @Override
    public Shape shape() throws IOException {
        Shape stored = storedShape();
        return new Shape(stored.columns().stream().map(form::column).toList(), stored.key());
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        List<Column> columns = storedShape().columns();
        try {
            settle();
            Dialect dialect = Dialect.of(ServerTable.single(server, "SELECT VERSION()"));
            String list = columns.stream()
                    .map(column -> form.expression(column, ServerTable.quote(column.name()), dialect))
                    .collect(Collectors.joining(", "));
            String query = "SELECT " + list + " FROM " + ServerTable.quote(schema) + "." + ServerTable.quote(table);
            try (Statement statement =
                    server.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
                // Connector/J's mark for a result that is streamed instead of held in memory.
                statement.setFetchSize(Integer.MIN_VALUE);
                try (ResultSet rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        visitor.row(cells(rows, columns));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IOException("Reading the server failed: " + schema + "." + table + ": " + e.getMessage(), e);
        }
    }

    private byte[][] cells(ResultSet rows, List<Column> columns) throws SQLException {
        byte[][] cells = new byte[columns.size()][];
        for (int i = 0; i < cells.length; i++) {
            byte[] answer = rows.getBytes(i + 1);
            cells[i] = answer == null ? null : form.cell(columns.get(i), answer);
        }
        return cells;
    }

    private Shape storedShape() throws IOException {
        try {
            return ServerTable.shape(server, schema, table);
        } catch (SQLException e) {
            throw new IOException("Reading the server failed: " + schema + "." + table + ": " + e.getMessage(), e);
        }
    }

    /** Nothing in the session may change what is read. */
    private void settle() throws SQLException {
        try (Statement statement = server.createStatement()) {
            statement.execute("SET SESSION sql_mode = '', time_zone = '+00:00', sql_select_limit = DEFAULT");
        }
    }
}
