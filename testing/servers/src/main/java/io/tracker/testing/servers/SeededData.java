package io.tracker.testing.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A data set of believable shape that is the same for the same seed and scale, on every engine: schema {@code social}
 * with users, boards, pins, calls in partitions and events without a key, and one table sharded over two schemas.
 *
 * <p>Its values include unsigned maxima, zero dates, NULLs, empty texts, NUL bytes, control characters, quotes and
 * characters of four bytes. At scale 1 it has 200,000 rows of about 60 MB in all.
 */
public final class SeededData {
    static final String SOCIAL = "social";
    private static final int STATEMENT_CHARACTERS = 500_000;
    private static final List<SeededTable> TABLES = List.of(
            new UsersTable(),
            new BoardsTable(),
            new PinsTable(),
            new CallsTable(),
            new EventsTable(),
            new ShardItemsTable(1),
            new ShardItemsTable(2));

    private final long seed;
    private final double scale;

    private SeededData(long seed, double scale) {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("Scale of seeded data is not positive: " + scale);
        }
        this.seed = seed;
        this.scale = scale;
    }

    public static SeededData of(long seed, double scale) {
        return new SeededData(seed, scale);
    }

    /** The schemas that {@link #load} creates. */
    public static List<String> schemas() {
        return TABLES.stream().map(SeededTable::schema).distinct().toList();
    }

    /** The number of rows of each table after {@link #load}, by {@code schema.table}. */
    public Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (SeededTable table : TABLES) {
            rows.put(table.schema() + "." + table.name(), rowsOf(table));
        }
        return rows;
    }

    /** Creates schemas and tables, which must not exist, and fills them. */
    public void load(Node primary) throws SQLException {
        try (Connection connection = primary.connect()) {
            SqlText.execute(connection, SESSION);
            for (String schema : schemas()) {
                SqlText.execute(connection, List.of("CREATE DATABASE `" + schema + "` CHARACTER SET utf8mb4"));
            }
            for (SeededTable table : TABLES) {
                SqlText.execute(connection, List.of("CREATE TABLE " + table.quotedName() + " " + table.definition()));
                fill(table, connection);
            }
        }
    }

    /** Strict, but with zero dates, and with the time zone that the literals are in. */
    static final List<String> SESSION = List.of(
            "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO'", "SET SESSION time_zone = '+00:00'");

    private void fill(SeededTable table, Connection connection) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed ^ table.quotedName().hashCode());
        StringBuilder sql = new StringBuilder(STATEMENT_CHARACTERS * 2);
        try (Statement statement = connection.createStatement()) {
            long rows = rowsOf(table);
            for (long index = 0; index < rows; index++) {
                sql.append(sql.isEmpty() ? "INSERT INTO " + table.quotedName() + " VALUES (" : ",(");
                table.write(index, random, new SqlRow(sql));
                sql.append(')');
                if (sql.length() >= STATEMENT_CHARACTERS || index == rows - 1) {
                    statement.execute(sql.toString());
                    sql.setLength(0);
                }
            }
        }
    }

    private long rowsOf(SeededTable table) {
        return Math.max(2, Math.round(table.rows() * scale));
    }
}
