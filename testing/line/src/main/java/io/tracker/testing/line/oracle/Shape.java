package io.tracker.testing.line.oracle;

import java.util.List;

/**
 * The columns of rows that are compared.
 *
 * @param columns in the order of the cells
 * @param key names of the primary key's columns; empty when there is none
 */
record Shape(List<Column> columns, List<String> key) {
    Shape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** Where the key's cells stand in a row; all cells when there is no key. */
    int[] keyIndexes() {
        List<String> names = names();
        List<String> identifying = key.isEmpty() ? names : key;
        return identifying.stream().mapToInt(names::indexOf).toArray();
    }
}
