package io.tracker.schemas.types;

import java.util.Map;

/** The types of MySQL and MariaDB that Tracker tells apart. A new constant must get a row in every switch to compile. */
public enum MySqlType {
    TINYINT,
    SMALLINT,
    MEDIUMINT,
    INT,
    BIGINT,
    YEAR,
    BIT,
    FLOAT,
    DOUBLE,
    DECIMAL,
    DATE,
    DATETIME,
    TIMESTAMP,
    TIME,
    /** CHAR, VARCHAR and the TEXT types with a character set. */
    TEXT,
    ENUM,
    SET,
    /** MySQL's JSON. MariaDB's is LONGTEXT. */
    JSON,
    /** BINARY, VARBINARY and the BLOB types. */
    BINARY,
    GEOMETRY,
    /** Newer types whose text protocol form is ASCII text: UUID, INET4, INET6. */
    OTHER_TEXT,
    /** Any other type: the server's bytes as they are. */
    OTHER_BINARY;

    private static final Map<String, MySqlType> BY_DATA_TYPE = Map.ofEntries(
            Map.entry("tinyint", TINYINT),
            Map.entry("smallint", SMALLINT),
            Map.entry("mediumint", MEDIUMINT),
            Map.entry("int", INT),
            Map.entry("bigint", BIGINT),
            Map.entry("year", YEAR),
            Map.entry("bit", BIT),
            Map.entry("float", FLOAT),
            Map.entry("double", DOUBLE),
            Map.entry("decimal", DECIMAL),
            Map.entry("date", DATE),
            Map.entry("datetime", DATETIME),
            Map.entry("timestamp", TIMESTAMP),
            Map.entry("time", TIME),
            Map.entry("char", TEXT),
            Map.entry("varchar", TEXT),
            Map.entry("tinytext", TEXT),
            Map.entry("text", TEXT),
            Map.entry("mediumtext", TEXT),
            Map.entry("longtext", TEXT),
            Map.entry("enum", ENUM),
            Map.entry("set", SET),
            Map.entry("json", JSON),
            Map.entry("binary", BINARY),
            Map.entry("varbinary", BINARY),
            Map.entry("tinyblob", BINARY),
            Map.entry("blob", BINARY),
            Map.entry("mediumblob", BINARY),
            Map.entry("longblob", BINARY),
            Map.entry("geometry", GEOMETRY),
            Map.entry("point", GEOMETRY),
            Map.entry("linestring", GEOMETRY),
            Map.entry("polygon", GEOMETRY),
            Map.entry("multipoint", GEOMETRY),
            Map.entry("multilinestring", GEOMETRY),
            Map.entry("multipolygon", GEOMETRY),
            Map.entry("geometrycollection", GEOMETRY),
            Map.entry("geomcollection", GEOMETRY),
            Map.entry("uuid", OTHER_TEXT),
            Map.entry("inet4", OTHER_TEXT),
            Map.entry("inet6", OTHER_TEXT));

    /** The type that {@code information_schema.COLUMNS.DATA_TYPE} names; {@link #OTHER_BINARY} for names not known. */
    static MySqlType ofDataType(String dataType) {
        return BY_DATA_TYPE.getOrDefault(dataType, OTHER_BINARY);
    }
}
