package io.tracker.bench.peers;

import java.util.Locale;

/** A table of the benchmark: what rows are made of decides what costs. All values are made from the row's number, so every run has the same. */
enum BenchTable {
    /** 16 columns of many types, about 400 bytes of text a row. */
    CALLS(
            150_000,
            """
            id BIGINT UNSIGNED NOT NULL PRIMARY KEY, account_id INT UNSIGNED NOT NULL, from_num VARCHAR(20) NOT NULL,
            to_num VARCHAR(20) NOT NULL, direction TINYINT NOT NULL, status SMALLINT NOT NULL, duration INT NULL, billed INT NULL,
            price DECIMAL(12,5) NULL, start_time DATETIME(6) NOT NULL, end_time DATETIME(6) NULL, call_uuid BINARY(16) NOT NULL,
            caller_name VARCHAR(64) NULL, meta TEXT NOT NULL, flags INT UNSIGNED NOT NULL, notes VARCHAR(200) NULL
            """,
            """
            i, 100000 + CRC32(i DIV 37) % 50000, CONCAT('+1', 2000000000 + CRC32(CONCAT('f', i)) % 1900000000),
            CONCAT('+44', 1000000000 + CRC32(CONCAT('t', i)) % 900000000), i % 2, ELT(1 + CRC32(i * 7) % 6, 200, 200, 200, 404, 486, 503),
            IF(CRC32(i) % 5 = 0, NULL, CRC32(i * 3) % 3600), IF(CRC32(i) % 5 = 0, NULL, 60 * (CRC32(i * 3) % 60)),
            IF(CRC32(i) % 5 = 0, NULL, (CRC32(i * 11) % 100000) / 100000),
            '2024-01-01' + INTERVAL i * 2 SECOND + INTERVAL CRC32(i) % 1000000 MICROSECOND,
            IF(CRC32(i) % 5 = 0, NULL,
              '2024-01-01' + INTERVAL i * 2 + CRC32(i * 3) % 3600 SECOND + INTERVAL CRC32(i * 9) % 1000000 MICROSECOND),
            UNHEX(LEFT(SHA2(i, 256), 32)), IF(CRC32(i * 13) % 3 = 0, NULL,
              CONCAT(ELT(1 + CRC32(i * 17) % 7, 'Ada', 'José', 'Łukasz', 'Mei', 'Omar', 'Zoë', 'Sam'), ' ', CONV(CRC32(i * 19), 10, 36))),
            CONCAT('{"carrier":"', ELT(1 + CRC32(i * 5) % 4, 'north', 'south', 'east', 'west'), '","mos":', (CRC32(i * 29) % 400) / 100,
              ',"jitter_ms":', CRC32(i * 31) % 80, ',"sip":{"call_id":"', LEFT(SHA2(i, 224), 24), '@10.', CRC32(i) % 256, '.', i % 256,
              '.7","ua":"phone/', 1 + i % 4, '.', CRC32(i * 37) % 20, '"},"tags":["', ELT(1 + i % 4, 'vip', 'new', 'retry', 'none'),
              '","r', CRC32(i * 41) % 1000, '"]}'),
            CRC32(i * 43) % 65536,
            IF(CRC32(i * 47) % 10 < 7, NULL, CONCAT('the ', ELT(1 + CRC32(i) % 5, 'agent', 'queue', 'router', 'invoice', 'gateway'),
              ' was ', ELT(1 + CRC32(i * 2) % 4, 'confirmed', 'closed', 'dropped', 'retried'), ' on ', i % 31))
            """,
            "* REPLACE (unhex(call_uuid) AS call_uuid)",
            "id UBIGINT, account_id UINTEGER, from_num VARCHAR, to_num VARCHAR, direction TINYINT, status SMALLINT, duration INTEGER,"
                    + " billed INTEGER, price DECIMAL(12,5), start_time TIMESTAMP, end_time TIMESTAMP, call_uuid VARCHAR,"
                    + " caller_name VARCHAR, meta VARCHAR, flags UINTEGER, notes VARCHAR",
            "id DECIMAL(20,0), account_id BIGINT, from_num STRING, to_num STRING, direction TINYINT, status SMALLINT, duration INT,"
                    + " billed INT, price DECIMAL(12,5), start_time TIMESTAMP_NTZ, end_time TIMESTAMP_NTZ, call_uuid STRING,"
                    + " caller_name STRING, meta STRING, flags BIGINT, notes STRING",
            "call_uuid"),
    /** Long texts and blobs, about 2,500 bytes a row. */
    WIDE(
            25_000,
            """
            id BIGINT UNSIGNED NOT NULL PRIMARY KEY, title VARCHAR(255) NOT NULL, body MEDIUMTEXT NOT NULL, payload MEDIUMBLOB NULL,
            updated TIMESTAMP NOT NULL
            """,
            """
            i, CONCAT('Transcript ', i),
            CONCAT(REPEAT(CONCAT('the agent ', ELT(1 + i % 5, 'requested', 'confirmed', 'closed', 'waited for', 'retried'), ' a refund '), 12),
              LEFT(SHA2(i, 256), 40), ' ', REPEAT(CONCAT('customer ', CRC32(i), ' called about the ', ELT(1 + i % 4, 'invoice', 'router', 'queue', 'order'), '. '),
              10), SHA2(i, 512), REPEAT(CONCAT(' voicemail ', CRC32(i * 3), ' again, twice;'), 20)),
            IF(i % 4 = 0, NULL, CONCAT(UNHEX(SHA2(CONCAT('a', i), 512)), UNHEX(SHA2(CONCAT('b', i), 512)), UNHEX(SHA2(CONCAT('c', i), 512)),
              UNHEX(SHA2(CONCAT('d', i), 512)), UNHEX(SHA2(CONCAT('e', i), 512)), UNHEX(SHA2(CONCAT('f', i), 512)))),
            '2024-03-01' + INTERVAL i SECOND
            """,
            "* REPLACE (unhex(payload) AS payload)",
            "id UBIGINT, title VARCHAR, body VARCHAR, payload VARCHAR, updated TIMESTAMP",
            "id DECIMAL(20,0), title STRING, body STRING, payload STRING, updated TIMESTAMP_NTZ",
            "payload"),
    /** Five integers, about 25 bytes a row. */
    NARROW(
            1_500_000,
            "id INT UNSIGNED NOT NULL PRIMARY KEY, a INT NOT NULL, b INT NOT NULL, c SMALLINT NULL, d TINYINT NOT NULL",
            "i, CRC32(i) % 1000000, i DIV 10, IF(i % 7 = 0, NULL, CRC32(i * 3) % 30000), i % 100",
            "*",
            "id UINTEGER, a INTEGER, b INTEGER, c SMALLINT, d TINYINT",
            "id BIGINT, a INT, b INT, c SMALLINT, d TINYINT",
            "");

    private final long rows;
    private final String columns;
    private final String values;
    private final String duckDbSelect;
    private final String duckDbColumns;
    private final String sparkColumns;
    private final String hexColumn;

    BenchTable(
            long rows,
            String columns,
            String values,
            String duckDbSelect,
            String duckDbColumns,
            String sparkColumns,
            String hexColumn) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
        this.duckDbSelect = duckDbSelect;
        this.duckDbColumns = duckDbColumns;
        this.sparkColumns = sparkColumns;
        this.hexColumn = hexColumn;
    }

    /** Its name at the server and in reports. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Rows of the smaller size, unless told otherwise. */
    long rows() {
        return rows;
    }

    String create(String schema) {
        return "CREATE TABLE " + schema + "." + key() + " (" + columns + ") DEFAULT CHARSET = utf8mb4";
    }

    /** The rows from one number to another, with both; {@code bench.digits} holds 0 to 999. */
    String insert(String schema, long from, long to) {
        return "INSERT INTO " + schema + "." + key() + " SELECT " + values
                + " FROM (SELECT " + from + " + a.i * 1000 + b.i AS i FROM bench.digits a CROSS JOIN bench.digits b"
                + " WHERE a.i <= " + (to - from) / 1000 + ") AS n WHERE i <= " + to;
    }

    /** What a client prints as tab-separated text, binary columns in hexadecimal digits. */
    String selectText(String schema) {
        String all = String.join(
                ", ",
                java.util.Arrays.stream(columns.split(",(?![^(]*\\))"))
                        .map(column -> column.strip().split("\\s+")[0])
                        .map(column -> column.equals(hexColumn) ? "HEX(" + column + ")" : column)
                        .toList());
        return "SELECT " + all + " FROM " + schema + "." + key();
    }

    /** DuckDB's select list and column types for that text. */
    String duckDbSelect() {
        return duckDbSelect;
    }

    String duckDbColumns() {
        return duckDbColumns;
    }

    /** Spark's column types for that text, and the column in hexadecimal digits, if any. */
    String sparkColumns() {
        return sparkColumns;
    }

    String hexColumn() {
        return hexColumn;
    }
}
