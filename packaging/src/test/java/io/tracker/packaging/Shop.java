package io.tracker.packaging;

import io.tracker.testing.servers.ReplicaSet;
import java.sql.SQLException;
import java.time.Duration;

/** The one table of the tests here: {@code shop.orders}, with three rows, of which two have a note. */
final class Shop {
    private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(1);

    private Shop() {}

    /** Opens it at the primary, and returns when all replicas have it. */
    static void open(ReplicaSet set) throws SQLException {
        set.primary()
                .execute(
                        "CREATE DATABASE shop",
                        "CREATE TABLE shop.orders (id INT AUTO_INCREMENT PRIMARY KEY, note TEXT)",
                        "INSERT INTO shop.orders VALUES (1, 'a'), (2, NULL), (3, '')");
        set.waitUntilCaughtUp(CATCH_UP_LIMIT);
    }

    /** A customer orders. */
    static void order(ReplicaSet set, String note) throws SQLException {
        set.primary().execute("INSERT INTO shop.orders (note) VALUES ('" + note + "')");
    }
}
