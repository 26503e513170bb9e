package io.tracker.testing.line.oracle;

import java.util.Locale;

/** What a column holds, as far as the oracle tells columns apart. */
enum Kind {
    INTEGER,
    YEAR,
    BIT,
    FLOAT,
    DOUBLE,
    DECIMAL,
    DATE,
    DATETIME,
    TIMESTAMP,
    TIME,
    TEXT,
    ENUM,
    SET,
    JSON,
    BINARY,
    GEOMETRY,
    /** MariaDB's UUID and INET types, which the server prints as text. */
    PRINTED,
    /** Anything newer: the server's bytes. */
    OTHER;

    /** The kind that {@code information_schema.COLUMNS.DATA_TYPE} names. */
    static Kind of(String dataType) {
        return switch (dataType.toLowerCase(Locale.ROOT)) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> INTEGER;
            case "year" -> YEAR;
            case "bit" -> BIT;
            case "float" -> FLOAT;
            case "double" -> DOUBLE;
            case "decimal" -> DECIMAL;
            case "date" -> DATE;
            case "datetime" -> DATETIME;
            case "timestamp" -> TIMESTAMP;
            case "time" -> TIME;
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> TEXT;
            case "enum" -> ENUM;
            case "set" -> SET;
            case "json" -> JSON;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> BINARY;
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection",
                    "geomcollection" -> GEOMETRY;
            case "uuid", "inet4", "inet6" -> PRINTED;
            default -> OTHER;
        };
    }
}
