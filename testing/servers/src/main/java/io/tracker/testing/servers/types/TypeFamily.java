package io.tracker.testing.servers.types;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One table of the type matrix: columns of related types beside a key {@code id} that counts from 1. Its last row is NULL wherever it may be.
 *
 * @param name the table's name
 * @param mode what the session's sql_mode allows while it is filled
 * @param columns without the key
 */
record TypeFamily(String name, Mode mode, List<TypeColumn> columns) {
    /** How strict the server is with the values. */
    enum Mode {
        /** Each value is stored as it is written, or the statement fails. */
        STRICT("STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO"),
        /** An ENUM's error value goes in. */
        LENIENT("ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO");

        private final String sqlMode;

        Mode(String sqlMode) {
            this.sqlMode = sqlMode;
        }
    }

    TypeFamily {
        columns = List.copyOf(columns);
    }

    static TypeFamily of(String name, TypeColumn... columns) {
        return new TypeFamily(name, Mode.STRICT, List.of(columns));
    }

    /** How many rows it has. */
    int rows() {
        return 1
                + columns.stream()
                        .mapToInt(column -> column.values().size())
                        .max()
                        .orElseThrow();
    }

    /** The statements that create and fill it. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add("SET SESSION sql_mode = '" + mode.sqlMode + "'");
        statements.add(columns.stream()
                .map(column -> "  " + column.quotedName() + " " + column.declaration())
                .collect(Collectors.joining(
                        ",\n",
                        "CREATE TABLE " + TypeMatrix.SCHEMA + "." + name
                                + " (\n  id INT NOT NULL COMMENT 'it''s \\\\ the key',\n",
                        ",\n  PRIMARY KEY (id)\n)")));
        List<TypeColumn> filled =
                columns.stream().filter(column -> !column.values().isEmpty()).toList();
        String names = filled.stream().map(TypeColumn::quotedName).collect(Collectors.joining(", "));
        IntStream.range(0, rows())
                .mapToObj(row -> "INSERT INTO " + TypeMatrix.SCHEMA + "." + name + " (id, " + names + ") VALUES ("
                        + (row + 1) + ", "
                        + filled.stream().map(column -> column.value(row)).collect(Collectors.joining(", ")) + ")")
                .forEach(statements::add);
        return statements;
    }
}
