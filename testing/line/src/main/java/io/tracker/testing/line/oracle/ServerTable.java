package io.tracker.testing.line.oracle;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a server says of its tables. Every answer is taken as bytes and decoded here. */
public final class ServerTable {
    private static final String BASE_TABLES = "SELECT TABLE_NAME FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME";
    private static final String SCHEMAS = "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN"
            + " ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY SCHEMA_NAME";
    private static final String COLUMNS =
            "SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, CHARACTER_SET_NAME, COLLATION_NAME"
                    + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";
    private static final String KEY = "SELECT COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ?"
            + " AND TABLE_NAME = ? AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX";

    private ServerTable() {}

    /** The schemas that are not the server's own. */
    public static List<String> schemas(Connection server) throws SQLException {
        return firstColumn(server, SCHEMAS);
    }

    /** The base tables of a schema. */
    public static List<String> tables(Connection server, String schema) throws SQLException {
        return firstColumn(server, BASE_TABLES, schema);
    }

    /** SHOW CREATE TABLE. */
    public static String createTable(Connection server, String schema, String table) throws SQLException {
        try (Statement statement = server.createStatement();
                ResultSet rows = statement.executeQuery("SHOW CREATE TABLE " + quote(schema) + "." + quote(table))) {
            rows.next();
            return text(rows, 2);
        }
    }

    static String engine(Connection server, String schema, String table) throws SQLException {
        return firstColumn(
                        server,
                        "SELECT ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                        schema,
                        table)
                .get(0);
    }

    static Shape shape(Connection server, String schema, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = prepare(server, COLUMNS, schema, table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                columns.add(new Column(
                        text(rows, 1), Kind.of(text(rows, 2)), fullType(text(rows, 3), text(rows, 4), text(rows, 5))));
            }
        }
        if (columns.isEmpty()) {
            throw new SQLException("Table is not on the server: " + schema + "." + table);
        }
        return new Shape(columns, firstColumn(server, KEY, schema, table));
    }

    /** Both servers take a name in backticks with its backticks doubled. */
    public static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** A type with what decides how its text is read; charset and collation may be {@code null}. */
    static String fullType(String columnType, String charset, String collation) {
        return charset == null ? columnType : columnType + " " + charset + " " + collation;
    }

    /** One value of a query that returns one. */
    public static String single(Connection server, String query) throws SQLException {
        List<String> values = firstColumn(server, query);
        if (values.size() != 1) {
            throw new SQLException("Query returned " + values.size() + " rows, expected 1: " + query);
        }
        return values.get(0);
    }

    static List<String> firstColumn(Connection server, String query, String... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(server, query, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(text(rows, 1));
            }
            return values;
        }
    }

    private static PreparedStatement prepare(Connection server, String query, String... arguments) throws SQLException {
        PreparedStatement statement = server.prepareStatement(query);
        for (int i = 0; i < arguments.length; i++) {
            statement.setString(i + 1, arguments[i]);
        }
        return statement;
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
