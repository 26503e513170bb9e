package io.tracker.testing.line;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A query by the DuckDB that comes with the build, its result as text. */
public final class DuckDbQuery {
    private DuckDbQuery() {}

    /** Runs the query that is the one argument. */
    public static void main(String[] arguments) throws SQLException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("Expected one argument, a query for DuckDB");
        }
        Screen.standard().out().print(run(arguments[0]));
    }

    /** The result in aligned columns. */
    static String run(String query) throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET threads = 2");
            try (ResultSet rows = statement.executeQuery("SELECT encode(COLUMNS(*)::VARCHAR) FROM (" + query + ")")) {
                return render(rows);
            }
        }
    }

    private static String render(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        String[] names = new String[columns.getColumnCount()];
        for (int i = 0; i < names.length; i++) {
            names[i] = (i == 0 ? "" : ">") + columns.getColumnLabel(i + 1);
        }
        TextTable table = new TextTable(names);
        while (rows.next()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < names.length; i++) {
                byte[] cell = rows.getBytes(i + 1);
                cells.add(cell == null ? "NULL" : new String(cell, StandardCharsets.UTF_8));
            }
            table.row(cells);
        }
        return table.render();
    }
}
