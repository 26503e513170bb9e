package io.tracker.testing.servers.types;

import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.ServerInstallation;
import java.util.ArrayList;
import java.util.List;

/** Binary strings, JSON, geometry, what only one engine has, and columns that the server fills or hides. */
final class ByteFamilies {
    private static final String EVERY_BYTE = "0x" + TextFamilies.everyByteFrom(0);
    private static final String AWKWARD = "0x00090A0D5C4E27225C30FF80C328";

    private ByteFamilies() {}

    static List<TypeFamily> all(ServerInstallation server) {
        Engine engine = server.engine();
        return List.of(binaries(), json(), geometries(engine), newer(server), columns());
    }

    private static TypeFamily binaries() {
        return TypeFamily.of(
                "binaries",
                TypeColumn.of("b", "BINARY(4)", "0x00000000", "0x09", "0x5C300A0D", "''", "0x5C4E0000"),
                TypeColumn.of("v", "VARBINARY(300)", "''", EVERY_BYTE, AWKWARD, "0x5C4E", "0x00", "'NULL'", "'\\\\N'"),
                TypeColumn.of("required", "VARBINARY(300) NOT NULL", "''", AWKWARD),
                TypeColumn.of("tiny", "TINYBLOB", "''", "REPEAT(0x5C, 255)", "0x0A"),
                TypeColumn.of("plain", "BLOB", "''", EVERY_BYTE, "REPEAT(0x00, 65535)", "0x09"),
                TypeColumn.of("medium", "MEDIUMBLOB", "''", "REPEAT(0x00FF, 300000)", "0xC328"),
                TypeColumn.of("l", "LONGBLOB", "''", "REPEAT(" + EVERY_BYTE + ", 4096)", AWKWARD));
    }

    private static TypeFamily json() {
        return TypeFamily.of(
                "json",
                TypeColumn.of(
                        "j",
                        "JSON",
                        "'{\"b\": [1, \"\\\\u0000\\\\n\\\\t😀\\\\\\\\N\", null], \"a\": {\"\": -0.0}}'",
                        "'\"\"'",
                        "'[1.5, -0.0, 1e300, 18446744073709551615, -9223372036854775808]'",
                        "'null'",
                        "'{}'",
                        "'  [ 1 ,  2 ]  '",
                        "'true'"),
                TypeColumn.of("required", "JSON NOT NULL", "'{\"k\": \"v\"}'", "'[]'"));
    }

    private static TypeFamily geometries(Engine engine) {
        String polygon = "'POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,4 2,4 4,2 2))'";
        return TypeFamily.of(
                "geometries",
                TypeColumn.of(
                        "g",
                        "GEOMETRY",
                        "ST_GeomFromText('POINT(1 -2.5)')",
                        "ST_GeomFromText('LINESTRING(0 0,9 10,13 92)')",
                        "ST_GeomFromText(" + polygon + ")",
                        "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1),MULTIPOINT(2 2,3 3))')"),
                TypeColumn.of(
                        "world",
                        "GEOMETRY",
                        "ST_GeomFromText('POINT(1 2)', 4326)",
                        "ST_GeomFromText('POINT(3 9)', 4326)"),
                TypeColumn.of(
                        "p", "POINT", "ST_GeomFromText('POINT(1e300 -1e-300)')", "ST_GeomFromText('POINT(92 9)')"),
                TypeColumn.of("required", "LINESTRING NOT NULL", "ST_GeomFromText('LINESTRING(0 0,1 1,2 0)')"),
                TypeColumn.of("area", "POLYGON", "ST_GeomFromText(" + polygon + ")"),
                TypeColumn.of("mp", "MULTIPOINT", "ST_GeomFromText('MULTIPOINT(1 1,2 2)')"),
                TypeColumn.of("ml", "MULTILINESTRING", "ST_GeomFromText('MULTILINESTRING((0 0,1 1),(2 2,3 3))')"),
                TypeColumn.of("ma", "MULTIPOLYGON", "ST_GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))')"),
                TypeColumn.of(
                        "bound",
                        engine == Engine.MYSQL ? "POINT SRID 4326" : "POINT REF_SYSTEM_ID=4326",
                        "ST_GeomFromText('POINT(1 2)', 4326)"));
    }

    private static TypeFamily newer(ServerInstallation server) {
        return switch (server.engine()) {
            case MYSQL -> TypeFamily.of("newer", newerOfMySql(server).toArray(TypeColumn[]::new));
            case MARIADB ->
                TypeFamily.of(
                        "newer",
                        TypeColumn.of(
                                "u",
                                "UUID",
                                "'123e4567-e89b-12d3-a456-426614174000'",
                                "'00000000-0000-0000-0000-000000000000'",
                                "'ffffffff-ffff-ffff-ffff-ffffffffffff'"),
                        TypeColumn.of("i6", "INET6", "'2001:db8::ff00:42:8329'", "'::'", "'::ffff:1.2.3.4'"),
                        TypeColumn.of("i4", "INET4", "'255.0.0.1'", "'0.0.0.0'"),
                        TypeColumn.of("required", "UUID NOT NULL", "'123e4567-e89b-12d3-a456-426614174000'"));
        };
    }

    private static List<TypeColumn> newerOfMySql(ServerInstallation server) {
        List<TypeColumn> columns = new ArrayList<>();
        columns.add(TypeColumn.of(
                "gb18030",
                "VARCHAR(40) CHARACTER SET gb18030",
                "''",
                "_gb18030 0x81308130B0A15C",
                "_gb18030 0x9439FC36A2E3"));
        if (!server.version().startsWith("8.")) {
            columns.add(TypeColumn.of(
                    "vec", "VECTOR(3)", "STRING_TO_VECTOR('[1,2,0.1]')", "STRING_TO_VECTOR('[-0.0,1e38,9]')"));
            columns.add(TypeColumn.of("short_vec", "VECTOR", "STRING_TO_VECTOR('[92]')", "STRING_TO_VECTOR('[1,10]')"));
        }
        return columns;
    }

    /** Generated, invisible and strangely named columns. */
    private static TypeFamily columns() {
        return TypeFamily.of(
                "columns",
                TypeColumn.of(
                        "a", "INT COMMENT 'it''s a \"comment\" with ä and \\\\n'", "1", "-2147483648", "2147483647"),
                TypeColumn.of("text", "VARCHAR(20) DEFAULT 'it''s'", "'x'", "''", "'\\t'"),
                TypeColumn.of("doubled", "BIGINT AS (a * 2) STORED"),
                TypeColumn.of("halved", "DOUBLE AS (a / 2) VIRTUAL"),
                TypeColumn.of("upper_text", "VARCHAR(40) AS (CONCAT(UPPER(`text`), '\\\\', a)) STORED"),
                TypeColumn.of("hidden", "INT INVISIBLE", "7", "8"),
                TypeColumn.of("hidden_text", "VARCHAR(9) INVISIBLE DEFAULT 'd'", "'h'"),
                TypeColumn.of("select", "INT", "1", "2"),
                TypeColumn.of("with space", "INT", "3", "4"),
                TypeColumn.of("größe", "INT", "5", "6"),
                TypeColumn.of("Upper", "INT", "7", "8"),
                TypeColumn.of("tick`quote\"s", "INT", "9", "10"));
    }
}
