package io.tracker.testing.servers.types;

import java.util.List;

/**
 * A column of the type matrix.
 *
 * @param name its name
 * @param declaration what stands behind the name in CREATE TABLE
 * @param values the SQL expressions that it takes, a row each; none for a column that the server fills
 */
record TypeColumn(String name, String declaration, List<String> values) {
    TypeColumn {
        values = List.copyOf(values);
    }

    static TypeColumn of(String name, String declaration, String... values) {
        return new TypeColumn(name, declaration, List.of(values));
    }

    /** The value in a row: beyond the last one NULL, or the first again where NULL is not allowed. */
    String value(int row) {
        if (row < values.size()) {
            return values.get(row);
        }
        return declaration.contains("NOT NULL") ? values.get(0) : "NULL";
    }

    String quotedName() {
        return "`" + name.replace("`", "``") + "`";
    }
}
