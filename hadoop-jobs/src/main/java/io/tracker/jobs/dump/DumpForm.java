package io.tracker.jobs.dump;

import io.tracker.schemas.types.MySqlType;

/** How a column's values are written, and what LOAD DATA must make of them. */
enum DumpForm {
    /** The server's bytes; LOAD DATA takes them as they are. */
    SERVER("server's bytes", "%s"),
    /** The shortest text that restores a FLOAT. */
    FLOAT("shortest text that restores it", "%s"),
    /** BIT as a decimal number. */
    BIT("decimal number", "CAST(%s AS UNSIGNED)"),
    /**
     * Text that must not be loaded as bytes: MySQL's JSON refuses them (error 3144), and MariaDB's UUID and INET types take them for their
     * inner form and store NULL.
     */
    LABELLED("text", "CONVERT(%s USING utf8mb4)"),
    /** Two hex digits a byte. */
    HEX("hex", "UNHEX(%s)");

    private final String words;
    private final String expression;

    DumpForm(String words, String expression) {
        this.words = words;
        this.expression = expression;
    }

    static DumpForm of(MySqlType type, DumpOptions.Binary binary) {
        return switch (type) {
            case FLOAT -> FLOAT;
            case BIT -> BIT;
            case JSON, OTHER_TEXT -> LABELLED;
            case BINARY, GEOMETRY, OTHER_BINARY ->
                switch (binary) {
                    case RAW -> SERVER;
                    case HEX -> HEX;
                };
            case TINYINT,
                    SMALLINT,
                    MEDIUMINT,
                    INT,
                    BIGINT,
                    YEAR,
                    DOUBLE,
                    DECIMAL,
                    DATE,
                    DATETIME,
                    TIMESTAMP,
                    TIME,
                    TEXT,
                    ENUM,
                    SET -> SERVER;
        };
    }

    /** For people. */
    String words() {
        return words;
    }

    /** Whether LOAD DATA stores the field itself. */
    boolean isLoadedAsItIs() {
        return expression.equals("%s");
    }

    /** What LOAD DATA stores of a field that it has read into a variable. */
    String expression(String variable) {
        return expression.replace("%s", variable);
    }
}
