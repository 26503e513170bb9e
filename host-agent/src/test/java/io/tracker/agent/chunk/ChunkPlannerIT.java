package io.tracker.agent.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.catalog.CapturedTable;
import io.tracker.agent.catalog.SchemaReader;
import io.tracker.agent.select.StoredForm;
import io.tracker.agent.server.KeyRange;
import io.tracker.agent.server.RowSession;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.SharedServers;
import io.tracker.agent.server.TableName;
import io.tracker.agent.server.TableShape;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.ReplicaSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** For every kind of key: the chunks' rows, one after another, are the rows of one read of the whole table. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class ChunkPlannerIT {
    private static final long SEED = 20_261_121;
    private static final int ROWS = 400;

    private final ReplicaSet set;
    private final ServerConnector agent;
    private final Random random = new Random(SEED);

    ChunkPlannerIT(Engine engine, SharedServers servers) throws Exception {
        this.set = servers.of(engine);
        this.agent = SharedServers.agent(set, set.primary());
        set.primary().execute("CREATE DATABASE IF NOT EXISTS chunks");
    }

    @Test
    void coversSignedIntegersFromTheLowestToTheHighest() throws Exception {
        Set<String> keys = new HashSet<>(List.of("-9223372036854775808", "9223372036854775807", "0", "-1"));
        fill(keys, r -> Long.toString(r.nextBoolean() ? r.nextLong() : r.nextInt(300) - 150));
        assertCovers("id BIGINT PRIMARY KEY", keys, 7);
    }

    @Test
    void coversUnsignedIntegersBeyondTheSignedRange() throws Exception {
        Set<String> keys = new HashSet<>(List.of("18446744073709551615", "0", "9223372036854775808"));
        fill(keys, r -> Long.toUnsignedString(r.nextLong()));
        assertCovers("id BIGINT UNSIGNED PRIMARY KEY", keys, 7);
    }

    @Test
    void cutsADenseIntegerKeyByArithmeticIntoEvenChunks() throws Exception {
        Set<String> keys = new HashSet<>();
        IntStream.range(1000, 1000 + ROWS).forEach(i -> keys.add(Integer.toString(i)));
        List<Integer> sizes = assertCovers("id INT PRIMARY KEY", keys, 50);
        assertEquals(List.of(50, 50, 50, 50, 50, 50, 50, 50), sizes);
    }

    @Test
    void cutsASkewedSparseKeyIntoEvenChunksAllTheSame() throws Exception {
        Set<String> keys = new HashSet<>(List.of("2000000000000"));
        IntStream.range(1, ROWS).forEach(i -> keys.add(Integer.toString(i)));
        List<Integer> sizes = assertCovers("id BIGINT PRIMARY KEY", keys, 50);
        assertEquals(List.of(50, 50, 50, 50, 50, 50, 50, 50), sizes);
    }

    @Test
    void coversTextInCollationsThatDoNotSortByBytes() throws Exception {
        for (String type : List.of(
                "VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                "VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                "VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci",
                "VARCHAR(40) CHARACTER SET utf16 COLLATE utf16_unicode_ci",
                "CHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci")) {
            Set<String> keys = new HashSet<>(List.of("''", "'%'", "'\\''", "'\\\\'", "' '"));
            fill(keys, r -> "_utf8mb4 X'" + utf8(r) + "'");
            assertCovers("id " + type + " PRIMARY KEY", keys, 9);
        }
    }

    @Test
    void coversTextInSingleByteAndEastAsianCharsets() throws Exception {
        for (String type : List.of(
                "VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_german2_ci",
                "VARCHAR(40) CHARACTER SET cp1251 COLLATE cp1251_general_cs",
                "VARCHAR(40) CHARACTER SET sjis COLLATE sjis_japanese_ci",
                "VARCHAR(40) CHARACTER SET ucs2 COLLATE ucs2_general_ci")) {
            Set<String> keys = new HashSet<>();
            fill(keys, r -> "'" + letters(r) + "'");
            assertCovers("id " + type + " PRIMARY KEY", keys, 9);
        }
    }

    @Test
    void coversBinaryKeysWithEveryByte() throws Exception {
        for (String type : List.of("VARBINARY(16)", "BINARY(4)")) {
            Set<String> keys = new HashSet<>(List.of("''", "X'00'", "X'27'", "X'5c27'", "X'ffffffff'"));
            fill(keys, r -> "X'" + bytes(r, 4) + "'");
            assertCovers("id " + type + " PRIMARY KEY", keys, 9);
        }
    }

    @Test
    void coversTemporalKeysWithZeroAndImpossibleDates() throws Exception {
        Set<String> dates = new HashSet<>(List.of("'0000-00-00'", "'2026-00-00'", "'2026-02-31'", "'9999-12-31'"));
        fill(dates, r -> "'" + (1900 + r.nextInt(200)) + "-" + (1 + r.nextInt(12)) + "-" + (1 + r.nextInt(28)) + "'");
        assertCovers("id DATE PRIMARY KEY", dates, 9);
        Set<String> times = new HashSet<>(List.of("'-838:59:59'", "'838:59:59'", "'00:00:00'", "'-00:00:00.000001'"));
        fill(
                times,
                r -> "'" + (r.nextBoolean() ? "-" : "") + r.nextInt(838) + ":" + r.nextInt(60) + ":" + r.nextInt(60)
                        + "." + (100_000 + r.nextInt(900_000)) + "'");
        assertCovers("id TIME(6) PRIMARY KEY", times, 9);
        Set<String> instants = new HashSet<>(List.of("'2026-03-29 02:30:00'", "'2026-10-25 02:30:00.999'"));
        fill(
                instants,
                r -> "'2026-10-" + (10 + r.nextInt(20)) + " " + r.nextInt(24) + ":" + r.nextInt(60) + ":00."
                        + (100 + r.nextInt(900)) + "'");
        assertCovers("id TIMESTAMP(3) PRIMARY KEY", instants, 9);
        Set<String> moments = new HashSet<>(List.of("'0000-00-00 00:00:00'", "'2026-02-31 10:00:00'"));
        fill(moments, r -> "'" + (1000 + r.nextInt(8000)) + "-01-01 " + r.nextInt(24) + ":00:0" + r.nextInt(10) + "'");
        assertCovers("id DATETIME(6) PRIMARY KEY", moments, 9);
    }

    @Test
    void coversDecimalsAndYears() throws Exception {
        Set<String> decimals =
                new HashSet<>(List.of("-99999999999999999999.999999", "99999999999999999999.999999", "0"));
        fill(decimals, r -> (r.nextInt(2000) - 1000) + "." + r.nextInt(1000));
        assertCovers("id DECIMAL(26,6) PRIMARY KEY", decimals, 9);
        Set<String> years = new HashSet<>(List.of("0", "1901", "2155"));
        IntStream.range(1950, 2100).forEach(i -> years.add(Integer.toString(i)));
        assertCovers("id YEAR PRIMARY KEY", years, 9);
    }

    @Test
    void coversCompositeKeysWhoseColumnsRepeat() throws Exception {
        Set<String> keys = new HashSet<>();
        fill(
                keys,
                r -> r.nextInt(4) + ", '" + "abcA ".charAt(r.nextInt(4)) + "', X'" + bytes(r, 1 + r.nextInt(2)) + "'");
        assertCovers(
                "a SMALLINT, b VARCHAR(5) CHARACTER SET latin1 COLLATE latin1_general_cs, c VARBINARY(9), PRIMARY KEY (a, b, c)",
                keys,
                9);
    }

    @Test
    void coversACompositeKeyThatOnlyItsLeadingColumnsBound() throws Exception {
        Set<String> keys = new HashSet<>();
        fill(keys, r -> r.nextInt(30) + ", " + (1 + r.nextInt(26)));
        String letters = IntStream.range(0, 26)
                .mapToObj(i -> "'" + (char) ('z' - i) + "'")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        List<Integer> sizes = assertCovers("a INT, e ENUM(" + letters + "), PRIMARY KEY (a, e)", keys, 9);
        assertTrue(sizes.size() > 5, sizes.toString());
    }

    @Test
    void readsInOneChunkWhatNoLiteralBounds() throws Exception {
        Set<String> numbers = new HashSet<>();
        fill(numbers, r -> Integer.toString(r.nextInt(1_000_000)));
        assertEquals(List.of(ROWS), assertCovers("id DOUBLE PRIMARY KEY", numbers, 9));
        assertEquals(List.of(ROWS), assertCovers("id BIT(30) PRIMARY KEY", numbers, 9));
        assertEquals(List.of(ROWS), assertCovers("id INT", numbers, 9), "no key");
        assertEquals(
                List.of(ROWS), assertCovers("id BLOB, PRIMARY KEY (id(3))", distinctStarts(), 9), "a key on prefixes");
        assertEquals(List.of(0), assertCovers("id INT PRIMARY KEY", Set.of(), 9), "an empty table");
        assertEquals(List.of(0), assertCovers("id VARCHAR(9) PRIMARY KEY", Set.of(), 9), "an empty table");
    }

    @Test
    void coversPartitionedTables() throws Exception {
        Set<String> keys = new HashSet<>();
        fill(keys, r -> Integer.toString(r.nextInt(1_000_000)));
        assertCovers(
                "id INT PRIMARY KEY) PARTITION BY LIST (id % 3) (PARTITION a VALUES IN (0), PARTITION b VALUES IN (1),"
                        + " PARTITION c VALUES IN (2)",
                keys, 9);
    }

    @Test
    void takesEachPartitionForAUnit() throws Exception {
        Set<String> keys = new HashSet<>();
        fill(keys, r -> Integer.toString(r.nextInt(1_000_000)));
        List<Integer> sizes = assertCovers("id INT) PARTITION BY HASH (id) PARTITIONS 7 -- ", keys, 1_000_000);
        assertEquals(7, sizes.size(), "a table without a key has a chunk for each partition");
        assertEquals(
                6,
                assertCovers(
                                "id INT, PRIMARY KEY (id)) PARTITION BY RANGE (id) SUBPARTITION BY HASH (id) SUBPARTITIONS 3"
                                        + " (PARTITION `lo``w` VALUES LESS THAN (500000), PARTITION hi VALUES LESS THAN MAXVALUE",
                                keys,
                                1_000_000)
                        .size());
    }

    @Test
    void cutsATableOfMorePartitionsThanChunksAsIfItWereWhole() throws Exception {
        Set<String> keys = new HashSet<>();
        fill(keys, r -> Integer.toString(r.nextInt(1_000_000)));
        TableShape shape = create("id INT PRIMARY KEY) PARTITION BY KEY (id) PARTITIONS 20 -- ", keys)
                .shape();
        assertEquals(20, shape.partitions().size());
        try (RowSession session = agent.openRows()) {
            session.beginSnapshot();
            List<Chunk> chunks = new ChunkPlanner(new ChunkOptions(1, 16)).plan(session, shape, 0);
            assertTrue(chunks.size() <= 16, chunks.size() + " chunks");
            assertEquals(keys.size(), flat(read(session, shape, chunks)).size());
        }
    }

    @Test
    void growsTheChunksRatherThanTheirNumber() throws Exception {
        Set<String> keys = new HashSet<>();
        fill(keys, r -> "'" + letters(r) + "'");
        TableShape shape = create("id VARCHAR(40) PRIMARY KEY", keys).shape();
        try (RowSession session = agent.openRows()) {
            session.beginSnapshot();
            List<Chunk> chunks = new ChunkPlanner(new ChunkOptions(1, 16)).plan(session, shape, 0);
            assertTrue(chunks.size() <= 16 && chunks.size() >= 8, chunks.size() + " chunks");
            assertEquals(
                    read(session, shape, List.of(new Chunk(0, Optional.empty(), KeyRange.all())))
                            .get(0),
                    flat(read(session, shape, chunks)));
        }
    }

    private interface Draw extends Function<Random, String> {}

    private void fill(Set<String> keys, Draw draw) {
        while (keys.size() < ROWS) {
            keys.add(draw.apply(random));
        }
    }

    /** Plans, reads chunk by chunk and as a whole, compares; gives the chunks' sizes. */
    private List<Integer> assertCovers(String columns, Set<String> keys, long rows) throws Exception {
        CapturedTable table = create(columns, keys);
        TableShape shape = table.shape();
        try (RowSession session = agent.openRows()) {
            session.beginSnapshot();
            long stored = session.count(shape);
            List<Chunk> chunks = new ChunkPlanner(new ChunkOptions(rows, 10_000)).plan(session, shape, stored);
            List<String> whole = read(session, shape, List.of(new Chunk(0, Optional.empty(), KeyRange.all())))
                    .get(0);
            List<List<String>> parts = read(session, shape, chunks);
            if (shape.partitions().isEmpty()) {
                assertEquals(whole, flat(parts), columns + ", seed " + SEED);
            } else {
                assertEquals(
                        whole.stream().sorted().toList(),
                        flat(parts).stream().sorted().toList(),
                        columns + ", seed " + SEED);
            }
            assertEquals(stored, whole.size());
            assertEquals(stored, new HashSet<>(whole).size(), "a row comes twice: " + columns);
            List<Integer> sizes = parts.stream().map(List::size).toList();
            if (shape.keyOrdered()
                    && shape.bounds().size() == shape.schema().primaryKey().size()) {
                assertTrue(sizes.stream().allMatch(size -> size <= rows), columns + " " + sizes);
            }
            return sizes;
        }
    }

    private static List<String> flat(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    private static List<List<String>> read(RowSession session, TableShape shape, List<Chunk> chunks)
            throws IOException {
        List<List<String>> all = new ArrayList<>();
        for (Chunk chunk : chunks) {
            List<String> rows = new ArrayList<>();
            session.stream(
                    shape.in(chunk.partition()),
                    StoredForm.plain(shape.schema()),
                    chunk.range(),
                    new RowEncoder(RowLayout.of(shape.schema()), 1 << 20),
                    (bytes, offset, length) -> rows.add(HexFormat.of().formatHex(bytes, offset, offset + length)));
            all.add(rows);
        }
        return all;
    }

    private CapturedTable create(String columns, Set<String> keys) throws IOException, SQLException {
        try (Connection connection = set.primary().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+00:00'");
            statement.execute("DROP TABLE IF EXISTS chunks.t");
            statement.execute("CREATE TABLE chunks.t (" + columns + ")");
            if (!keys.isEmpty()) {
                // keys that only this collation or this type takes for equal come once
                statement.execute("INSERT IGNORE INTO chunks.t VALUES (" + String.join("), (", keys) + ")");
            }
        }
        try (ServerSession session = agent.open("test")) {
            return new SchemaReader(session).capture(new TableName("chunks", "t"));
        }
    }

    private Set<String> distinctStarts() {
        Set<String> keys = new HashSet<>();
        IntStream.range(0, ROWS).forEach(i -> keys.add("X'" + HexFormat.of().toHexDigits((short) i) + "ff00'"));
        return keys;
    }

    private static String bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String utf8(Random random) {
        String alphabet = "aAäÄbBßsSñN éE中文日😀🎉zZ_-%'\\";
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return HexFormat.of().formatHex(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String letters(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append("aAbBcC zZ09.,-_".charAt(random.nextInt(15)));
        }
        return text.toString();
    }
}
