package io.tracker.testing.line.fleet;

import io.tracker.testing.servers.Node;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The tables beside the bank: small ones in two shards that are altered and written to, and one that takes a while to read. */
final class Shop {
    static final List<String> ALTERABLE = List.of(
            "fleet_0001.orders", "fleet_0001.items", "fleet_0001.notes", "fleet_0002.orders", "fleet_0002.items");
    static final List<String> DROPPABLE = List.of("fleet_0002.doomed", "fleet_0001.doomed");
    private static final List<String> SCHEMAS = List.of("fleet_0001", "fleet_0002", Bank.SCHEMA);
    private static final int LARGE_ROWS = 12;
    private static final int LARGE_ROW_BYTES = 600_000;
    private static final int ROWS = 300;
    private static final String COLUMNS = "customer INT NOT NULL, extra INT NOT NULL DEFAULT 1, note VARCHAR(200))";
    private static final String NUMBERS =
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < " + ROWS + ")"
                    + " SELECT n, REPEAT('note ', 1 + MOD(n, 30)) FROM numbers";

    private Shop() {}

    static String newTable(int number) {
        return "fleet_0001.new_" + number;
    }

    /** Makes all schemas anew, the bank's too, whatever an earlier schedule left. */
    static void renew(Node root, long seed) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (String schema : SCHEMAS) {
            statements.add("DROP DATABASE IF EXISTS " + schema);
            statements.add("CREATE DATABASE " + schema);
        }
        List<String> tables = new ArrayList<>(ALTERABLE);
        tables.addAll(DROPPABLE);
        for (String table : tables) {
            boolean keyless = table.endsWith(".notes");
            statements.add(
                    "CREATE TABLE " + table + " (" + (keyless ? "" : "id INT AUTO_INCREMENT PRIMARY KEY, ") + COLUMNS);
            statements.add("INSERT INTO " + table + " (customer, note) " + NUMBERS);
        }
        statements.add("CREATE TABLE fleet_0001.large (id INT PRIMARY KEY, body LONGBLOB NOT NULL)");
        statements.addAll(Bank.tables());
        root.execute(statements.toArray(String[]::new));
        fillLarge(root, new Random(seed));
    }

    private static void fillLarge(Node root, Random random) throws SQLException {
        byte[] body = new byte[LARGE_ROW_BYTES];
        try (Connection connection = root.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO fleet_0001.large VALUES (?, ?)")) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= LARGE_ROWS; id++) {
                random.nextBytes(body);
                insert.setInt(1, id);
                insert.setBytes(2, body);
                insert.executeUpdate();
            }
            connection.commit();
        }
    }

    /** A write to a table that may be altered meanwhile; it names the columns that no alteration touches. */
    static String write(Random random) {
        String table = ALTERABLE.get(random.nextInt(ALTERABLE.size()));
        int customer = 1 + random.nextInt(ROWS);
        return switch (random.nextInt(4)) {
            case 0 -> "UPDATE " + table + " SET note = 'changed " + random.nextInt() + "' WHERE customer = " + customer;
            case 1 -> "DELETE FROM " + table + " WHERE customer = " + customer;
            default -> "INSERT INTO " + table + " (customer, note) VALUES (" + customer + ", 'written')";
        };
    }
}
