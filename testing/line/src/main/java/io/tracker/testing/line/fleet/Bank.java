package io.tracker.testing.line.fleet;

import io.tracker.testing.servers.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Moves money between accounts at the root, on a thread of its own. Each transaction counts itself in the accounts and in the ledger, and so
 * does each statement of DDL, in a transaction before it: what either table holds says how many transactions its position has.
 *
 * <p>Account 0 has no money; it counts the statements of DDL.
 */
final class Bank implements AutoCloseable {
    static final String SCHEMA = "bank";
    static final int ACCOUNTS = 40;
    static final int BALANCE = 100;
    private static final Duration BETWEEN = Duration.ofMillis(15);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private final Random random;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final AtomicInteger transactions = new AtomicInteger();
    private final Thread thread = new Thread(this::work, "bank");
    private Node root;
    private volatile Optional<SQLException> lastFailure = Optional.empty();
    private volatile boolean closing;

    private Bank(Node root, long seed) {
        this.root = root;
        this.random = new Random(seed);
    }

    static List<String> tables() {
        List<String> rows = new ArrayList<>();
        for (int id = 0; id <= ACCOUNTS; id++) {
            rows.add("(" + id + ", " + (id == 0 ? 0 : BALANCE) + ", 0)");
        }
        return List.of(
                "CREATE TABLE bank.accounts (id INT PRIMARY KEY, balance INT NOT NULL, moves INT NOT NULL)",
                "CREATE TABLE bank.ledger (line INT AUTO_INCREMENT PRIMARY KEY, ddl INT NOT NULL, amount INT NOT NULL)",
                "INSERT INTO bank.accounts VALUES " + String.join(", ", rows));
    }

    /** Begins to work at the root. */
    static Bank open(Node root, long seed) {
        Bank bank = new Bank(root, seed);
        bank.thread.setDaemon(true);
        bank.thread.start();
        return bank;
    }

    /** No transaction begins until {@link #goOnAt}, and none is under way. */
    void hold() {
        turn.lock();
    }

    /** Goes on at a root, from the thread that held it. */
    void goOnAt(Node next) {
        root = next;
        turn.unlock();
    }

    /** Runs statements at the root, each behind a transaction that counts it. */
    void alter(List<String> statements) throws SQLException {
        for (String statement : statements) {
            root.execute(
                    "BEGIN",
                    "UPDATE bank.accounts SET moves = moves + 1 WHERE id = 0",
                    "INSERT INTO bank.ledger (ddl, amount) VALUES (1, 0)",
                    "COMMIT",
                    statement);
        }
    }

    /** Transfers that were committed so far. */
    int transactions() {
        return transactions.get();
    }

    Optional<SQLException> lastFailure() {
        return lastFailure;
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends after the transaction in progress. */
    void stop() {
        closing = true;
        try {
            thread.join(END_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (!closing) {
                Node node = node();
                try (Connection connection = node.connect();
                        Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    while (!closing && move(node, connection, statement)) {
                        Thread.sleep(BETWEEN.toMillis());
                    }
                } catch (SQLException e) {
                    lastFailure = Optional.of(e);
                    Thread.sleep(BETWEEN.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Node node() {
        turn.lock();
        try {
            return root;
        } finally {
            turn.unlock();
        }
    }

    /** One transaction; false if the root is another server now. */
    private boolean move(Node node, Connection connection, Statement statement) throws SQLException {
        turn.lock();
        try {
            if (node != root) {
                return false;
            }
            int from = 1 + random.nextInt(ACCOUNTS - 1);
            int to = from + 1 + random.nextInt(ACCOUNTS - from);
            int amount = random.nextInt(41) - 20;
            statement.execute("UPDATE bank.accounts SET balance = balance - " + amount
                    + ", moves = moves + 1 WHERE id = " + from);
            statement.execute(
                    "UPDATE bank.accounts SET balance = balance + " + amount + ", moves = moves + 1 WHERE id = " + to);
            statement.execute("INSERT INTO bank.ledger (ddl, amount) VALUES (0, " + amount + ")");
            statement.execute(Shop.write(random));
            connection.commit();
            transactions.incrementAndGet();
            return true;
        } finally {
            turn.unlock();
        }
    }
}
