package io.tracker.testing.line;

import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables of unusual sizes, names and keys, each with few rows. */
final class AwkwardTables {
    private static final String CYRILLIC = "ж".repeat(64);
    private static final int MOST_COLUMNS = 1017;
    private static final List<Integer> BLOB_BYTES = List.of(0, 1, 255, 256, 65_535, 65_536, 1_000_000, 16_000_000);

    /** What stands between the parentheses of CREATE TABLE, and the rows. */
    private record Keyed(String definition, String rows) {}

    private static final List<Keyed> KEYS = List.of(
            new Keyed(
                    "id BIGINT, PRIMARY KEY (id)",
                    "(-9223372036854775808), (-1), (0), (1), (9223372036854775807), (9223372036854775806)"),
            new Keyed(
                    "id BIGINT UNSIGNED, PRIMARY KEY (id)",
                    "(0), (1), (9223372036854775808), (18446744073709551615), (5)"),
            new Keyed("id TINYINT, PRIMARY KEY (id)", "(-128), (-127), (0), (126), (127)"),
            new Keyed(
                    "id VARCHAR(20) CHARACTER SET utf8mb4, PRIMARY KEY (id)",
                    "(''), (_utf8mb4 0xC3A4), ('b'), ('Z'), (_utf8mb4 0xF09F9880), ('a b'), (_utf8mb4 0x5C), ('''')"),
            new Keyed(
                    "id CHAR(9) CHARACTER SET latin1 COLLATE latin1_german2_ci, PRIMARY KEY (id)",
                    "('a'), ('z'), (_latin1 0xFF), (_latin1 0x81), ('m')"),
            new Keyed("id VARBINARY(9), PRIMARY KEY (id)", "(''), (0x00), (0x0000), (0xFF), (0x5C), (0x27)"),
            new Keyed("id BINARY(4), PRIMARY KEY (id)", "(0x00000000), (0x00000001), (0xFFFFFFFF), (0x5C5C5C5C)"),
            new Keyed(
                    "id DATETIME(6), PRIMARY KEY (id)",
                    "('0001-01-01'), ('1969-12-31 23:59:59.999999'), ('2026-11-20'), ('9999-12-31 23:59:59.999999')"),
            new Keyed(
                    "id TIME(6), PRIMARY KEY (id)",
                    "('-838:59:59'), ('-00:00:00.000001'), ('00:00:00'), ('838:59:59'), ('00:00:00.000001')"),
            new Keyed("id YEAR, PRIMARY KEY (id)", "(0), (1901), (2026), (2155)"),
            new Keyed(
                    "id DECIMAL(65,30), PRIMARY KEY (id)",
                    "(-1.5), (0), (0.000000000000000000000000000001), (12345678901234567890123456789012345)"),
            new Keyed("id DOUBLE, PRIMARY KEY (id)", "(-1e300), (0), (0.1), (1e-300), (1e300)"),
            new Keyed("id BIT(9), PRIMARY KEY (id)", "(b'0'), (b'1'), (b'111111111'), (b'100000000')"),
            new Keyed("id ENUM('b','a','c','d'), PRIMARY KEY (id)", "('b'), ('a'), ('c'), ('d')"),
            new Keyed(
                    "a INT, b VARCHAR(9), c DATE, PRIMARY KEY (a, b, c)",
                    "(1,'x','2026-01-01'), (1,'x','2026-01-02'), (1,'y','2026-01-01'), (-5,'','2026-01-01'), (1,'z2','2026-01-01')"),
            new Keyed("a INT, b INT, PRIMARY KEY (b DESC, a)", "(1,1), (1,2), (2,2), (3,2), (3,1)"),
            new Keyed("a VARCHAR(99), b INT, PRIMARY KEY (a(2), b)", "('abc',1), ('abd',2), ('ab',3), ('a',1), ('',1)"),
            new Keyed("a INT, b INT, UNIQUE KEY (a)", "(1,1), (2,2), (NULL,3), (NULL,4), (5,5)"),
            new Keyed("a INT", "(1), (1), (1), (NULL), (NULL), (7)"));

    private AwkwardTables() {}

    /** Creates and fills them; returns how many there are. */
    static int load(Node primary, Engine engine) throws SQLException {
        List<String> sql = new ArrayList<>();
        sizes(sql);
        names(sql);
        keys(sql);
        if (engine == Engine.MYSQL) {
            sql.add("SET SESSION sql_generate_invisible_primary_key = ON");
            sql.add("CREATE TABLE sizes.hidden_key (a INT)");
            sql.add("INSERT INTO sizes.hidden_key VALUES (1), (1), (2), (3), (3)");
        }
        primary.execute(sql.toArray(String[]::new));
        return (int) sql.stream().filter(one -> one.startsWith("CREATE TABLE ")).count();
    }

    /** Blobs to 16 MB, the most columns that InnoDB takes, and SETs whose text does not tell all. */
    private static void sizes(List<String> sql) {
        sql.add("CREATE DATABASE sizes CHARACTER SET utf8mb4");
        sql.add("CREATE TABLE sizes.blobs (id INT PRIMARY KEY, body LONGBLOB)");
        for (int i = 0; i < BLOB_BYTES.size(); i++) {
            sql.add("INSERT INTO sizes.blobs VALUES (" + i + ", REPEAT(CHAR(" + i * 7 + "), " + BLOB_BYTES.get(i)
                    + "))");
        }
        sql.add("CREATE TABLE sizes.widest (id INT PRIMARY KEY, "
                + IntStream.range(1, MOST_COLUMNS)
                        .mapToObj(i -> "c" + i + " TINYINT NULL")
                        .collect(Collectors.joining(", "))
                + ")");
        sql.add("INSERT INTO sizes.widest (id, c1, c500, c1016) VALUES"
                + " (1, 1, NULL, -128), (2, NULL, 5, NULL), (3, 0, 0, 0), (4, 9, 9, 9)");
        sql.add(
                "CREATE TABLE sizes.sets (id INT PRIMARY KEY, s SET('a','','b'), only_empty SET('') NOT NULL, first SET('','a'))");
        sql.add("INSERT INTO sizes.sets VALUES"
                + " (1, 0, 0, 0), (2, 2, 1, 1), (3, 3, 0, 2), (4, 7, 1, 3), (5, 5, 0, NULL), (6, NULL, 0, 1)");
        sql.add("CREATE TABLE sizes.nothing (id INT PRIMARY KEY)");
    }

    /** Names that mean something to file systems, URLs, SQL, or to nobody. */
    private static void names(List<String> sql) {
        int row = 0;
        sql.add("CREATE DATABASE a");
        for (String table : List.of(
                "..",
                ".",
                "b.c",
                "c",
                "../x",
                "%2e%2e",
                "new\nline",
                "tab\there",
                "two  spaces",
                "select",
                "T",
                "t",
                CYRILLIC,
                "back`tick",
                "quo\"te",
                "apo'strophe",
                "\u202Eright-to-left",
                "semi;colon--",
                "back\\slash",
                "a+b=c&d?e#f")) {
            named(sql, "a", table, ++row);
        }
        for (String schema : List.of("../../etc/passwd", "a.b", "%2F", "q'\"`q", CYRILLIC, "A")) {
            sql.add("CREATE DATABASE " + quote(schema));
            named(sql, schema, "c", ++row);
        }
    }

    private static void named(List<String> sql, String schema, String table, int row) {
        String name = quote(schema) + "." + quote(table);
        sql.add("CREATE TABLE " + name + " (`or``der by` INT PRIMARY KEY, `new\nline` INT, `Ж.%` INT, `..` INT)");
        sql.add("INSERT INTO " + name + " VALUES (" + row + ", 1, 2, 3)");
    }

    /** Keys of every kind, most with more rows than a chunk; values that sort in unusual ways. */
    private static void keys(List<String> sql) {
        sql.add("CREATE DATABASE key_kinds CHARACTER SET utf8mb4");
        for (int i = 0; i < KEYS.size(); i++) {
            sql.add("CREATE TABLE key_kinds.k" + i + " (" + KEYS.get(i).definition() + ")");
            sql.add("INSERT INTO key_kinds.k" + i + " VALUES " + KEYS.get(i).rows());
        }
        sql.add("CREATE TABLE key_kinds.parts (id INT, day DATE, PRIMARY KEY (id, day)) PARTITION BY RANGE (YEAR(day))"
                + " (PARTITION `p ``1` VALUES LESS THAN (2020), PARTITION p2 VALUES LESS THAN (2025),"
                + " PARTITION p3 VALUES LESS THAN MAXVALUE)");
        sql.add(
                "INSERT INTO key_kinds.parts VALUES (1,'2019-01-01'), (1,'2021-01-01'), (1,'2031-01-01'), (2,'2019-01-01'),"
                        + " (3,'2024-12-31'), (4,'2019-05-05'), (5,'2019-05-05'), (6,'2019-05-05'), (7,'2019-05-05')");
        sql.add("CREATE TABLE key_kinds.hashed (a INT) PARTITION BY HASH (a) PARTITIONS 4");
        sql.add("INSERT INTO key_kinds.hashed VALUES (1), (2), (3), (4), (5), (NULL), (-1), (1)");
    }

    private static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
