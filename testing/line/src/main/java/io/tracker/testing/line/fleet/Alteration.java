package io.tracker.testing.line.fleet;

import java.util.List;

/** DDL as it meets a dump. Each statement is one transaction of the binlog. */
enum Alteration {
    ADD_COLUMN("add a column to"),
    DROP_AND_ADD_COLUMN("drop a column and add it again:"),
    REBUILD("rebuild"),
    TRUNCATE("truncate"),
    SWAP("swap with an altered copy:"),
    DROP_TABLE("drop"),
    CREATE_TABLE("create");

    private final String words;

    Alteration(String words) {
        this.words = words;
    }

    String words() {
        return words.replaceFirst(":$", "");
    }

    /**
     * Its statements.
     *
     * @param number tells names apart that two alterations of a schedule give
     */
    List<String> statements(String table, int number) {
        return switch (this) {
            case ADD_COLUMN ->
                List.of("ALTER TABLE " + table + " ADD COLUMN later_" + number + " INT NOT NULL DEFAULT 7");
            case DROP_AND_ADD_COLUMN ->
                List.of(
                        "ALTER TABLE " + table + " DROP COLUMN extra",
                        "ALTER TABLE " + table + " ADD COLUMN extra INT NOT NULL DEFAULT " + (100 + number));
            case REBUILD -> List.of("ALTER TABLE " + table + " ENGINE = InnoDB, COMMENT 'rebuilt " + number + "'");
            case TRUNCATE -> List.of("TRUNCATE TABLE " + table);
            case SWAP -> {
                String copy = table + "_copy_" + number;
                yield List.of(
                        "CREATE TABLE " + copy + " LIKE " + table,
                        "INSERT INTO " + copy + " SELECT * FROM " + table + " WHERE MOD(customer, 3) > 0",
                        "RENAME TABLE " + table + " TO " + table + "_old_" + number + ", " + copy + " TO " + table);
            }
            case DROP_TABLE -> List.of("DROP TABLE " + table);
            case CREATE_TABLE ->
                List.of(
                        "CREATE TABLE " + table + " (id INT PRIMARY KEY, customer INT)",
                        "INSERT INTO " + table + " VALUES (1, 1), (2, 2)");
        };
    }

    /** Names of the tables that are there afterwards and were not there before. */
    List<String> laterTables(String table, int number) {
        return switch (this) {
            case SWAP -> List.of(table + "_old_" + number, table + "_copy_" + number);
            case CREATE_TABLE -> List.of(table);
            case ADD_COLUMN, DROP_AND_ADD_COLUMN, REBUILD, TRUNCATE, DROP_TABLE -> List.of();
        };
    }
}
