package io.tracker.jobs.dump;

import io.tracker.testing.servers.ServerInstallation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of every type of a server, with values to the types' ends; and one without ENUM, whose error value loads with a warning. */
final class TypeMatrix {
    private static final String BYTES = "0x00090A0D5C4E27225C30FF80C328";
    private static final String TEXT = "_utf8mb4 0x005C4E09610A620D635CF09F9880C3A4";

    private TypeMatrix() {}

    /**
     * A column: its name, its declaration, and the values that it takes; a row beyond the last of them has NULL.
     */
    private record Column(String name, String declaration, List<String> values) {
        private Column(String name, String declaration, String... values) {
            this(name, declaration, List.of(values));
        }
    }

    static List<String> statements(ServerInstallation server) {
        List<String> statements = new ArrayList<>(List.of("CREATE DATABASE src"));
        statements.addAll(table("src.matrix", columns(server)));
        statements.addAll(table(
                "src.plain",
                columns(server).stream()
                        .filter(column -> !column.declaration().startsWith("ENUM"))
                        .toList()));
        return statements;
    }

    private static List<String> table(String name, List<Column> columns) {
        List<String> statements = new ArrayList<>();
        statements.add(columns.stream()
                .map(column -> "`" + column.name() + "` " + column.declaration())
                .collect(Collectors.joining(
                        ",\n",
                        "CREATE TABLE " + name
                                + " (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY COMMENT 'it''s \\\\ it',\n",
                        ",\ntwice BIGINT AS (ti * 2) STORED, later INT AS (ti + 1) VIRTUAL)")));
        int most = columns.stream()
                .mapToInt(column -> column.values().size())
                .max()
                .orElseThrow();
        for (int row = 0; row <= most; row++) {
            int at = row;
            statements.add("INSERT INTO " + name + " (id, "
                    + columns.stream().map(column -> "`" + column.name() + "`").collect(Collectors.joining(", "))
                    + ") VALUES (" + row + ", "
                    + columns.stream()
                            .map(column -> at < column.values().size()
                                    ? column.values().get(at)
                                    : "NULL")
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        return statements;
    }

    private static List<Column> columns(ServerInstallation server) {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("ti", "TINYINT", "-128", "127", "0"),
                new Column("tiu", "TINYINT UNSIGNED", "0", "255"),
                new Column("si", "SMALLINT", "-32768", "32767"),
                new Column("mi", "MEDIUMINT UNSIGNED", "0", "16777215"),
                new Column("i", "INT", "-2147483648", "2147483647"),
                new Column("iz", "INT(10) UNSIGNED ZEROFILL", "42", "4294967295"),
                new Column("bi", "BIGINT", "-9223372036854775808", "9223372036854775807"),
                new Column("biu", "BIGINT UNSIGNED", "0", "18446744073709551615"),
                new Column("y", "YEAR", "0", "1901", "2155"),
                new Column("b1", "BIT(1)", "b'0'", "b'1'"),
                new Column("b9", "BIT(9)", "0", "511", "10"),
                new Column("b64", "BIT(64)", "0", "~0", "92"),
                new Column("f", "FLOAT", "0.1", "16777216", "3.4028234663852886e38", "1.2e-38", "-0.0", "-1e-5"),
                new Column("fs", "FLOAT(7,3)", "1234.567", "-0.001", "9999.999", "0"),
                new Column("d", "DOUBLE", "0.1", "1.7976931348623157e308", "2.2250738585072014e-308", "1e22", "-0.0"),
                new Column("ds", "DOUBLE(10,2)", "12345678.9", "-0.01"),
                new Column("de", "DECIMAL(9,2)", "-9999999.99", "9999999.99", "0"),
                new Column(
                        "dx",
                        "DECIMAL(65,30)",
                        "-99999999999999999999999999999999999.999999999999999999999999999999",
                        "0.000000000000000000000000000001"),
                new Column(
                        "da", "DATE", "'0000-00-00'", "'2026-02-00'", "'2026-02-31'", "'1000-01-01'", "'9999-12-31'"),
                new Column(
                        "dt", "DATETIME(6)", "'0000-00-00'", "'9999-12-31 23:59:59.999999'", "'2026-00-00 12:00:00'"),
                new Column(
                        "ts",
                        "TIMESTAMP(3) NULL",
                        "'0000-00-00'",
                        "'1970-01-01 00:00:01'",
                        "'2038-01-19 03:14:07.999'"),
                new Column("tm", "TIME(6)", "'-838:59:59'", "'838:59:59'", "'-00:00:00.5'", "'00:00:00'"),
                new Column("c", "CHAR(30) CHARACTER SET latin1", "''", "_latin1 0x80819DE4FF095C", "'x'"),
                new Column("v", "VARCHAR(99) CHARACTER SET utf8mb4", "''", TEXT, "'\\\\N'", "'N'", "'NULL'"),
                new Column("sjis", "VARCHAR(20) CHARACTER SET sjis", "_sjis 0x835C", "_sjis 0x5C8341", "''"),
                new Column(
                        "u16", "VARCHAR(20) CHARACTER SET utf16", "_utf16 0x005C000AD83DDE00", "_utf16 0x0A0D", "''"),
                new Column("u2", "VARCHAR(20) CHARACTER SET ucs2", "_ucs2 0x0009005C", "_ucs2 0x5C0A0900"),
                new Column("u32", "VARCHAR(20) CHARACTER SET utf32", "_utf32 0x0001F600", "''"),
                new Column("tx", "LONGTEXT CHARACTER SET utf8mb3", "''", "REPEAT('\\t\\n', 40000)"),
                new Column("e", "ENUM('a','größe','it''s','b\\\\') CHARACTER SET utf8mb4", "1", "2", "3", "4", "0"),
                new Column("ee", "ENUM('','x') CHARACTER SET utf8mb4", "1", "2", "0"),
                new Column("el", "ENUM('','x') CHARACTER SET utf16le", "1", "2", "0"),
                new Column("en", "ENUM('1','0') CHARACTER SET latin1", "1", "2", "0"),
                new Column("s", "SET('p','q\\t') CHARACTER SET utf8mb4", "0", "1", "2", "3"),
                new Column("se", "SET('','x') CHARACTER SET utf8mb4", "0", "1", "2", "3"),
                new Column("s1", "SET('1','2','') CHARACTER SET latin1", "0", "1", "2", "4", "5", "7"),
                new Column("su", "SET('x','') CHARACTER SET ucs2", "0", "1", "2", "3"),
                new Column("sl", "SET('x','') CHARACTER SET utf16le", "0", "1", "2", "3"),
                new Column("bin", "BINARY(4)", "0x00000000", "0x09", "0x5C300A0D"),
                new Column("vb", "VARBINARY(99)", "''", BYTES, "0x5C4E"),
                new Column("bl", "LONGBLOB", "''", BYTES, "REPEAT(0x00, 70000)"),
                new Column("j", "JSON", "'{\"a\": [1, \"\\\\u0000\\\\n😀\", null]}'", "'\"\"'", "'[1.5, -0.0]'"),
                new Column(
                        "g",
                        "GEOMETRY",
                        "ST_GeomFromText('POINT(1 2)', 4326)",
                        "ST_GeomFromText('LINESTRING(0 0,9 10,13 92)', 4326)"),
                new Column("inv", "INT INVISIBLE", "1", "2")));
        columns.addAll(
                switch (server.engine()) {
                    case MYSQL ->
                        List.of(
                                new Column("p", "POINT SRID 4326", "ST_GeomFromText('POINT(1 2)', 4326)"),
                                server.version().startsWith("8.")
                                        ? new Column("no_vec", "BLOB", "0x00")
                                        : new Column("vec", "VECTOR(3)", "STRING_TO_VECTOR('[1,2,0.1]')"));
                    case MARIADB ->
                        List.of(
                                new Column("u", "UUID", "'123e4567-e89b-12d3-a456-426614174000'"),
                                new Column("i6", "INET6", "'2001:db8::ff00:42:8329'", "'::ffff:1.2.3.4'"),
                                new Column("i4", "INET4", "'255.0.0.1'"));
                });
        return columns;
    }
}
