package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.servers.types.TypeMatrix;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class SeededDataIT {
    private static final Duration CATCH_UP = Duration.ofMinutes(1);
    private static final SeededData DATA = SeededData.of(7, 0.02);
    private static ReplicaSet set;

    private final Node primary = set.primary();
    private final Node replica = set.replicas().get(0);

    SeededDataIT(Engine engine) {
        assertEquals(engine, set.installation().engine());
    }

    @BeforeParameterizedClassInvocation
    static void load(Engine engine) throws Exception {
        Engines.require(engine, Assumptions::abort);
        set = ReplicaSet.start(ReplicaSetOptions.of(engine).withReplicas(1));
        DATA.load(set.primary());
    }

    @AfterParameterizedClassInvocation
    static void close() throws Exception {
        if (set != null) {
            set.close();
            set = null;
        }
    }

    @Test
    void everyTableHasTheRowsThatAreTold() throws Exception {
        set.waitUntilCaughtUp(CATCH_UP);
        for (Map.Entry<String, Long> table : DATA.rows().entrySet()) {
            String count = "SELECT COUNT(*) FROM " + table.getKey();
            // The tables that the writer of the other test adds to only grow.
            assertTrue(Long.parseLong(replica.queryText(count)) >= table.getValue(), table.getKey());
        }
        assertEquals(7, DATA.rows().size());
    }

    @Test
    void everyFamilyOfTheTypeMatrixHoldsItsExtremes() throws Exception {
        TypeMatrix matrix = TypeMatrix.of(set.installation());
        matrix.load(primary);
        for (Map.Entry<String, Integer> table : matrix.rows().entrySet()) {
            assertEquals(
                    Integer.toString(table.getValue()),
                    primary.queryText("SELECT COUNT(*) FROM types." + table.getKey()),
                    table.getKey());
        }
        assertEquals("FFFFFFFFFFFFFFFF", primary.queryText("SELECT HEX(b64) FROM types.bits WHERE id = 3"));
        assertEquals("2026-02-00", primary.queryText("SELECT d FROM types.dates WHERE id = 2"));
        assertEquals("0", primary.queryText("SELECT with_empty + 0 FROM types.enums WHERE id = 2"));
        assertEquals("815F", primary.queryText("SELECT HEX(sjis) FROM types.text_multibyte WHERE id = 6"));
        assertEquals("FA40", primary.queryText("SELECT HEX(sjis) FROM types.text_invalid WHERE id = 2"));
        assertEquals("-0", primary.queryText("SELECT CAST(f AS DOUBLE) FROM types.reals WHERE id = 7"));
    }

    @Test
    void extremeValuesArriveAsTheyAre() throws Exception {
        assertEquals("18446744073709551615", primary.queryText("SELECT MAX(id) FROM social.users"));
        assertEquals("0000-00-00", primary.queryText("SELECT born FROM social.users WHERE id = 1"));
        assertEquals("-838:59:59.000000", primary.queryText("SELECT wakes FROM social.users WHERE id = 1"));
        assertEquals("4294967295", primary.queryText("SELECT MAX(call_id) FROM social.calls"));
        assertEquals("2000000", primary.queryText("SELECT MAX(LENGTH(image)) FROM social.pins"));
        assertEquals("-9223372036854775808", primary.queryText("SELECT MIN(item_id) FROM pins_0002.shard_items"));
        assertEquals(
                "3",
                primary.queryText("SELECT COUNT(*) FROM information_schema.partitions"
                        + " WHERE table_schema = 'social' AND table_name = 'calls' AND partition_name IS NOT NULL"));
    }

    @Test
    void awkwardTextsArriveAsTheyAre() throws Exception {
        for (int id = 2; id < 20; id++) {
            String expected = HexFormat.of().formatHex(Vocabulary.awkward(id).getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    expected.toUpperCase(Locale.ROOT),
                    primary.queryText("SELECT HEX(name) FROM social.users WHERE id = " + id));
        }
    }

    @Test
    void aWriterKeepsChangingTheDataAndOutlivesACrash() throws Exception {
        try (ContinuousWriter writer = ContinuousWriter.start(primary, 7, 200)) {
            awaitCommits(writer, 100);
            primary.kill9();
            primary.start();
            awaitCommits(writer, writer.commits() + 100);
            assertTrue(writer.failures() > 0, "the crash went unnoticed");
        }
        set.waitUntilCaughtUp(CATCH_UP);
        for (String table : DATA.rows().keySet()) {
            assertEquals(checksum(primary, table), checksum(replica, table), table);
        }
    }

    private static void awaitCommits(ContinuousWriter writer, long commits) throws InterruptedException {
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        while (writer.commits() < commits) {
            assertTrue(System.nanoTime() < deadline, "writes stand still: " + writer.lastFailure());
            Thread.sleep(10);
        }
    }

    private static String checksum(Node node, String table) throws SQLException {
        try (Connection connection = node.connect()) {
            return SqlText.firstRow(connection, "CHECKSUM TABLE " + table)
                    .orElseThrow()
                    .get("Checksum");
        }
    }
}
