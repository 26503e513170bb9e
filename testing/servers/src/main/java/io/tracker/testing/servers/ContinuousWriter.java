package io.tracker.testing.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps inserting, updating and deleting in the {@link SeededData} of a primary, in small transactions at a bounded
 * rate, on a thread of its own. When the server fails it goes on with a new connection, to the same server or to the one
 * that it was redirected to; a transaction whose commit was not confirmed is not counted.
 */
public final class ContinuousWriter implements AutoCloseable {
    private static final Duration BEFORE_NEW_CONNECTION = Duration.ofMillis(100);
    private static final int OWN_PINS = 500;
    private static final int KEY_BYTES = 16;

    private final SplittableRandom random;
    private final long nanosBetween;
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Deque<String> ownPins = new ArrayDeque<>();
    private final Thread thread;
    private volatile Node target;
    private volatile Optional<SQLException> lastFailure = Optional.empty();
    private volatile boolean closing;

    private ContinuousWriter(Node primary, long seed, int transactionsPerSecond) {
        this.target = primary;
        this.random = new SplittableRandom(seed);
        this.nanosBetween = Duration.ofSeconds(1).toNanos() / transactionsPerSecond;
        this.thread = new Thread(this::run, "continuous-writer");
        thread.setDaemon(true);
    }

    public static ContinuousWriter start(Node primary, long seed, int transactionsPerSecond) {
        if (transactionsPerSecond < 1) {
            throw new IllegalArgumentException("Rate of writes is not positive: " + transactionsPerSecond);
        }
        ContinuousWriter writer = new ContinuousWriter(primary, seed, transactionsPerSecond);
        writer.thread.start();
        return writer;
    }

    /** Transactions that the server confirmed. */
    public long commits() {
        return commits.get();
    }

    /** Connections and transactions that failed. */
    public long failures() {
        return failures.get();
    }

    public Optional<SQLException> lastFailure() {
        return lastFailure;
    }

    /** Writes to another server from the next connection on; the present connection is left at the next transaction. */
    public void redirectTo(Node primary) {
        target = primary;
    }

    /** Ends after the transaction in progress; a server that hangs is not waited for longer than ten seconds. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                Node node = target;
                try (Connection connection = node.connect()) {
                    SqlText.execute(connection, SeededData.SESSION);
                    connection.setAutoCommit(false);
                    writeTo(node, connection);
                } catch (SQLException e) {
                    failures.incrementAndGet();
                    lastFailure = Optional.of(e);
                    Thread.sleep(BEFORE_NEW_CONNECTION.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeTo(Node node, Connection connection) throws SQLException, InterruptedException {
        long next = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            while (!closing && node == target) {
                writeTransaction(statement);
                connection.commit();
                commits.incrementAndGet();
                next = Math.max(next + nanosBetween, System.nanoTime() - nanosBetween);
                Thread.sleep(
                        Duration.ofNanos(Math.max(0, next - System.nanoTime())).toMillis());
            }
        }
    }

    private void writeTransaction(Statement statement) throws SQLException {
        String pin = HexFormat.of().formatHex(Vocabulary.bytes(KEY_BYTES, random));
        long user = random.nextLong(2, 1_000);
        statement.execute(
                "INSERT INTO social.pins VALUES (X'" + pin + "', " + user + ", 0, NULL, '" + Vocabulary.word(random)
                        + " " + Vocabulary.emoji(random) + "', NULL, X'00ff00', 1.5, UTC_TIMESTAMP(3))");
        statement.execute("UPDATE social.boards SET pins = pins + 1 WHERE user_id = " + user + " AND board_no = 0");
        if (Vocabulary.oneIn(3, random)) {
            statement.execute(
                    "UPDATE social.users SET balance = balance + 0.01, seen = UTC_TIMESTAMP(6) WHERE id = " + user);
        }
        if (Vocabulary.oneIn(3, random)) {
            statement.execute("INSERT INTO social.events_nokey VALUES (UTC_TIMESTAMP(6), 'written', '{}', " + commits
                    + ", NULL)");
        }
        ownPins.addLast(pin);
        if (ownPins.size() > OWN_PINS) {
            statement.execute("DELETE FROM social.pins WHERE pin_id = X'" + ownPins.removeFirst() + "'");
        }
    }
}
