package io.tracker.testing.servers;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements, and results as the text that the server sent. */
final class SqlText {
    private SqlText() {}

    static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static List<Optional<String>> firstColumn(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Optional<String>> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(text(rows, 1));
            }
            return texts;
        }
    }

    /** The first row by column name, NULL as an empty text. */
    static Optional<Map<String, String>> firstRow(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                return Optional.empty();
            }
            ResultSetMetaData columns = rows.getMetaData();
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i), text(rows, i).orElse(""));
            }
            return Optional.of(row);
        }
    }

    private static Optional<String> text(ResultSet rows, int column) throws SQLException {
        return Optional.ofNullable(rows.getBytes(column)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
