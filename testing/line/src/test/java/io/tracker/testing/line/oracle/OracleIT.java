package io.tracker.testing.line.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the oracle asks a real server, and where a witness stops. */
@ParameterizedClass
@EnumSource
final class OracleIT {
    private static final String POINT = "0101000000000000000000F03F0000000000000040";
    private static ReplicaSet set;

    private final Engine engine;

    OracleIT(Engine engine) {
        this.engine = engine;
    }

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) throws Exception {
        Engines.require(engine, Assumptions::abort);
        set = ReplicaSet.start(ReplicaSetOptions.of(engine).withReplicas(1));
        set.primary()
                .execute(
                        "SET sql_mode = '', time_zone = '+00:00'",
                        "CREATE DATABASE o",
                        "CREATE TABLE o.kinds (id INT PRIMARY KEY, z INT(6) ZEROFILL, d DOUBLE, f FLOAT, de DECIMAL(40,2),"
                                + " da DATE, dt DATETIME(6), ts TIMESTAMP(3) NULL, ti TIME(6), y YEAR, bi BIT(10), b64 BIT(64),"
                                + " e ENUM('','a') CHARACTER SET latin1, s SET('p','q'), c CHAR(5) CHARACTER SET latin1,"
                                + " v VARCHAR(20) CHARACTER SET utf16, vb VARBINARY(10), g GEOMETRY)",
                        "INSERT INTO o.kinds VALUES (1, 42, -0e0, 16777216, 1.5, '2026-02-00', '0001-01-01 00:00:00.5',"
                                + " '2026-01-01 00:00:00.123', '-838:59:59', '0000', 5, 18446744073709551615, '', 'p,q',"
                                + " UNHEX('81e9'), 'a\u00e9\uD83D\uDE00', UNHEX('0009'), ST_GeomFromText('POINT(1 2)'))",
                        "INSERT INTO o.kinds VALUES (2, 0, 1e308, 0.1, -0.5, '0000-00-00', '0000-00-00', '0000-00-00', '1:2:3',"
                                + " '2155', 0, 0, 'none', '', '', '', '', NULL)");
        set.waitUntilCaughtUp(java.time.Duration.ofSeconds(30));
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        if (set != null) {
            set.close();
            set = null;
        }
    }

    @Test
    void readsStoredValuesAsTheyAre() throws Exception {
        assertEquals(
                List.of(
                        "1",
                        "000042",
                        "8000000000000000",
                        "4170000000000000",
                        "1.50",
                        "2026-02-00",
                        "0001-01-01 00:00:00.500000",
                        "2026-01-01 00:00:00.123",
                        "-838:59:59.000000",
                        "0000",
                        "5",
                        "18446744073709551615",
                        "\0" + "1",
                        "p,q",
                        "\u0081\u00e9",
                        "\0a\0\u00e9\u00d8=\u00de\0",
                        "\0\t",
                        "0:" + latin1(HexFormat.of().parseHex(POINT))),
                cells(ServerRows.stored(connection(), "o", "kinds"), 0));
        assertEquals(
                List.of(
                        "2",
                        "000000",
                        "7fe1ccf385ebc8a0",
                        "3fb99999a0000000",
                        "-0.50",
                        "0000-00-00",
                        "0000-00-00 00:00:00.000000",
                        "0000-00-00 00:00:00.000",
                        "01:02:03.000000",
                        "2155",
                        "0",
                        "0",
                        "\0" + "0",
                        "",
                        "",
                        "",
                        "",
                        "NULL"),
                cells(ServerRows.stored(connection(), "o", "kinds"), 1));
    }

    @Test
    void worksOutWhatParquetMustHold() throws Exception {
        ServerRows rows = ServerRows.asParquet(connection(), "o", "kinds");
        assertEquals(
                List.of(
                        "1",
                        "42",
                        "8000000000000000",
                        "4170000000000000",
                        "1.50",
                        "NULL",
                        "-62135596799500000",
                        "1767225600123000",
                        "-3020399000000",
                        "0",
                        "5",
                        "18446744073709551615",
                        "",
                        "p,q",
                        latin1("\u0081\u00e9".getBytes(StandardCharsets.UTF_8)),
                        latin1("a\u00e9\uD83D\uDE00".getBytes(StandardCharsets.UTF_8)),
                        "\0\t",
                        latin1(HexFormat.of().parseHex(POINT))),
                cells(rows, 0));
        assertEquals(
                List.of(
                        "INTEGER",
                        "BIGINT",
                        "DOUBLE",
                        "FLOAT",
                        "VARCHAR",
                        "DATE",
                        "TIMESTAMP",
                        "TIMESTAMP WITH TIME ZONE",
                        "BIGINT",
                        "INTEGER",
                        "BIGINT",
                        "DECIMAL(20,0)",
                        "VARCHAR",
                        "VARCHAR",
                        "VARCHAR",
                        "VARCHAR",
                        "BLOB",
                        "BLOB"),
                rows.shape().columns().stream().map(Column::type).toList());
    }

    @Test
    void findsTheCellInWhichTwoTablesDiffer() throws Exception {
        set.primary()
                .execute(
                        "CREATE TABLE o.one (a INT, b INT, t TEXT, PRIMARY KEY (a, b))",
                        "INSERT INTO o.one VALUES (1, 1, 'x'), (1, 2, ''), (2, 1, NULL)",
                        "CREATE TABLE o.two LIKE o.one",
                        "INSERT INTO o.two SELECT * FROM o.one",
                        "UPDATE o.two SET t = NULL WHERE b = 2");
        try (Connection primary = set.primary().connect()) {
            Comparison comparison =
                    Comparison.of(ServerRows.stored(primary, "o", "one"), ServerRows.stored(primary, "o", "two"));
            assertEquals(
                    "cell differs: a=1, b=2 column t (got NULL in server, expected '')",
                    comparison.difference().orElseThrow());
        }
    }

    @Test
    void aWitnessStopsExactlyWhereItIsTold() throws Exception {
        Node replica = set.replicas().get(0);
        Witness witness = new Witness(replica, engine);
        set.primary().execute("CREATE TABLE o.ledger (id INT PRIMARY KEY)");
        set.waitUntilCaughtUp(java.time.Duration.ofSeconds(30));
        witness.hold();
        List<String> positions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            set.primary().execute("INSERT INTO o.ledger VALUES (" + i + ")");
            positions.add(set.primary().position());
        }
        List<String> shuffled = List.of(positions.get(30), positions.get(4), positions.get(12));
        assertEquals(List.of(positions.get(4), positions.get(12), positions.get(30)), witness.inOrder(shuffled));
        for (int stop : new int[] {0, 4, 12, 12, 30, 39}) {
            witness.moveTo(positions.get(stop));
            assertEquals("" + (stop + 1), replica.queryText("SELECT COUNT(*) FROM o.ledger"));
        }
        assertTrue(assertThrows(MismatchException.class, () -> witness.moveTo(positions.get(5)))
                .getMessage()
                .contains("cannot move back"));
        witness.release();
        set.waitUntilCaughtUp(java.time.Duration.ofSeconds(30));
        assertTrue(replica.isReplicationRunning());
    }

    private static Connection connection() throws Exception {
        return set.replicas().get(0).connect();
    }

    private static List<String> cells(Rows rows, int row) throws Exception {
        List<List<String>> all = new ArrayList<>();
        rows.read(cells -> {
            List<String> texts = new ArrayList<>();
            for (byte[] cell : cells) {
                texts.add(cell == null ? "NULL" : latin1(cell));
            }
            all.add(texts);
        });
        return all.get(row);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
