package io.tracker.agent.snapshot;

import io.tracker.testing.servers.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread that alters tables again and again, mostly such as nobody reads; before each it writes a line. */
final class DdlWriter implements AutoCloseable {
    private static final long PAUSE_MILLIS = 150;
    private static final List<String> STATEMENTS = List.of(
            "ALTER TABLE snap.plain ADD COLUMN c INT",
            "ALTER TABLE snap.plain DROP COLUMN c",
            "CREATE TABLE snap.short_lived (id INT PRIMARY KEY)",
            "RENAME TABLE snap.short_lived TO snap.renamed",
            "TRUNCATE TABLE snap.renamed",
            "DROP TABLE snap.renamed",
            "ALTER TABLE snap.plain FORCE",
            "CREATE INDEX i ON snap.plain (a)",
            "DROP INDEX i ON snap.plain",
            "ALTER TABLE snap.accounts ADD COLUMN c INT DEFAULT 0",
            "ALTER TABLE snap.accounts DROP COLUMN c");

    private final Thread thread;
    private volatile boolean stopping;
    private final AtomicInteger statements = new AtomicInteger();

    DdlWriter(Node primary) {
        thread = new Thread(() -> write(primary), "ddl");
        thread.start();
    }

    int statements() {
        return statements.get();
    }

    private void write(Node primary) {
        try (Connection connection = primary.connect();
                Statement statement = connection.createStatement()) {
            while (!stopping) {
                statement.execute("INSERT INTO snap.ddl VALUES ()");
                statement.execute(STATEMENTS.get(statements.get() % STATEMENTS.size()));
                statements.incrementAndGet();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
