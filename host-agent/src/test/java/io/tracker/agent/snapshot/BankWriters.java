package io.tracker.agent.snapshot;

import io.tracker.testing.servers.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that move money between accounts, each move one transaction with its line in the ledger. */
final class BankWriters implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger committed = new AtomicInteger();
    private volatile boolean stopping;

    BankWriters(Node primary, int count) {
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = new Thread(() -> write(primary, number), "bank-" + i);
            thread.start();
            threads.add(thread);
        }
    }

    private void write(Node primary, int number) {
        try (Connection connection = primary.connect();
                Statement statement = connection.createStatement()) {
            Random random = new Random(number);
            while (!stopping) {
                // in the order of ids, so that no two writers wait for each other
                int from = 1 + random.nextInt(4);
                int to = from + 1 + random.nextInt(5 - from);
                int amount = random.nextInt(20) - 10;
                statement.execute("BEGIN");
                statement.execute("UPDATE snap.accounts SET balance = balance - " + amount
                        + ", moves = moves + 1 WHERE id = " + from);
                statement.execute("UPDATE snap.accounts SET balance = balance + " + amount
                        + ", moves = moves + 1 WHERE id = " + to);
                statement.execute("INSERT INTO snap.ledger (amount) VALUES (" + amount + ")");
                statement.execute("COMMIT");
                committed.incrementAndGet();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many transactions were committed so far. */
    int committed() {
        return committed.get();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
