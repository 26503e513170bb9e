package io.tracker.testing.servers.types;

import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ServerInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every type of an engine with values to its ends, in tables of schema {@value #SCHEMA}, one a family of types, so that what fails is
 * readable. Values stand beside NULL, the empty text and {@code \N}; bytes that mean something to somebody (NUL, tab, newline, backslash)
 * are in every kind of text.
 */
public final class TypeMatrix {
    /** The schema of the tables. */
    public static final String SCHEMA = "types";

    /** The one table whose text is not valid in its character set, so that it has no form as text: rows from the second on. */
    public static final String INVALID_TEXT = "text_invalid";

    private final List<TypeFamily> families;

    private TypeMatrix(List<TypeFamily> families) {
        this.families = List.copyOf(families);
    }

    /** The tables that a server can hold. */
    public static TypeMatrix of(ServerInstallation server) {
        Engine engine = server.engine();
        List<TypeFamily> families = new ArrayList<>();
        families.addAll(NumberFamilies.all());
        families.addAll(TemporalFamilies.all(engine));
        families.addAll(TextFamilies.all(engine));
        families.addAll(ByteFamilies.all(server));
        return new TypeMatrix(families);
    }

    /** The number of rows of each table, by the table's name. */
    public Map<String, Integer> rows() {
        Map<String, Integer> rows = new LinkedHashMap<>();
        families.forEach(family -> rows.put(family.name(), family.rows()));
        return rows;
    }

    /** Creates schema and tables, which must not exist, and fills them. */
    public void load(Node primary) throws SQLException {
        try (Connection connection = primary.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION time_zone = '+00:00'");
            statement.execute("CREATE DATABASE " + SCHEMA + " CHARACTER SET utf8mb4");
            for (TypeFamily family : families) {
                for (String sql : family.statements()) {
                    execute(statement, sql);
                }
            }
        }
    }

    private static void execute(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException("Type matrix cannot be loaded: " + sql + ": " + e.getMessage(), e);
        }
    }
}
