package io.tracker.testing.line;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Questions that an analyst would ask of the demo's Parquet. */
final class DemoQueries {
    private DemoQueries() {}

    /** Queries by what they ask. */
    static Map<String, String> over(Path parquet) {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put(
                "Who has pinned most? (a join over BIGINT UNSIGNED ids)",
                "SELECT u.id AS user, any_value(u.email) AS email, count(*) AS boards, sum(b.pins) AS pins FROM "
                        + table(parquet, "social/boards") + " b JOIN " + table(parquet, "social/users")
                        + " u ON u.id = b.user_id WHERE u.id < 18446744073709551615 GROUP BY u.id ORDER BY pins DESC, user LIMIT 5");
        queries.put(
                "How long do people talk, a year? (a partitioned table, DECIMAL and microsecond times)",
                "SELECT year(started) AS year, count(*) AS calls, sum(seconds) AS seconds, max(started) AS latest FROM "
                        + table(parquet, "social/calls") + " GROUP BY ALL ORDER BY year DESC LIMIT 5");
        queries.put(
                "What is in the shards? (one table of two schemas)",
                "SELECT shard, count(*) AS items, count(DISTINCT item_id) AS ids, min(item_id) AS least, max(item_id) AS greatest FROM "
                        + table(parquet, "pins/shard_items") + " GROUP BY ALL ORDER BY shard");
        return queries;
    }

    private static String table(Path parquet, String name) {
        return "read_parquet('" + parquet.resolve(name) + "/*/*.parquet')";
    }
}
