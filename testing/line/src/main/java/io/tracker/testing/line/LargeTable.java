package io.tracker.testing.line;

import io.tracker.testing.servers.Node;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;

/** A table that does not compress and takes a while to read: {@code social.large}, in rows of a megabyte. */
final class LargeTable {
    static final int MEGABYTE = 1_000_000;

    private LargeTable() {}

    /** Adds it to the seeded data of a primary. */
    static void load(Node primary, long seed, int rows) throws SQLException {
        primary.execute("CREATE TABLE social.large (id INT PRIMARY KEY, body LONGBLOB NOT NULL)");
        byte[] body = new byte[MEGABYTE];
        SplittableRandom random = new SplittableRandom(seed);
        try (Connection connection = primary.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO social.large VALUES (?, ?)")) {
            for (int id = 0; id < rows; id++) {
                random.nextBytes(body);
                insert.setInt(1, id);
                insert.setBytes(2, body);
                insert.executeUpdate();
            }
        }
    }

    /** Connections of an agent that read it at a server now. */
    static String dumpQueries() {
        return "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE"
                + " 'SELECT /* tracker-agent%`large`%ORDER BY%'";
    }
}
