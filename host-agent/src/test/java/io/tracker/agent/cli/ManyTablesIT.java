package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An instance of thousands of tables, by an agent of 256 MB; it says how long that took, and how much memory. On one engine: what is shown
 * is the agent's memory. {@code ./tracker soak --tables} takes more tables, and every engine.
 */
class ManyTablesIT {
    private static final int IN_THE_SUITE = 5_000;
    private static final int TABLES = Integer.getInteger("tracker.tables", IN_THE_SUITE);
    private static final int WITH_ROWS = 10;
    private static final int WRITERS = 4;
    private static final Duration PATIENCE = Duration.ofHours(6);

    @TempDir
    private Path folder;

    static List<Engine> engines() {
        return Integer.getInteger("tracker.tables") == null ? List.of(Engine.MARIADB) : List.of(Engine.values());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void thousandsOfTablesAreBackedUpInOneRun(Engine engine) throws Exception {
        Engines.require(engine, Assumptions::abort);
        // The data need not outlive the machine, and waiting for the disk for each table is most of the time.
        ReplicaSetOptions options =
                ReplicaSetOptions.of(engine).withReplicas(1).withServerOption("innodb-flush-method", "nosync");
        try (ReplicaSet set = ReplicaSet.start(options);
                S3Server s3 = S3Server.start()) {
            s3.createBucket("lake");
            long begin = System.nanoTime();
            createTables(set.primary());
            set.waitUntilCaughtUp(PATIENCE);
            Duration made = Duration.ofNanos(System.nanoTime() - begin);
            AgentHost agent = new AgentHost(folder, set, set.replicas().get(0), s3, "many")
                    .patient(PATIENCE)
                    .with("tables.parallel", "8")
                    .with("snapshot.connections", "8")
                    .jvm("-Xmx256m", "-XX:TieredStopAtLevel=1");
            begin = System.nanoTime();
            Process run = agent.start("backup");
            long kilobytes = mostMemory(run);
            Ended backup = agent.await(run);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertEquals(0, backup.exit(), backup.err());
            assertTrue(backup.out().contains("taken     " + TABLES + " tables, " + withRows()), backup.out());
            assertTrue(backup.out().contains(": complete"), backup.out());
            StoredDay day = new StoredDay(s3.data().resolve("lake").resolve("many"));
            assertEquals(TABLES, day.tables("many").size());
            assertTrue(set.replicas().get(0).isReplicationRunning(), "replication stands still");
            System.out.println("soak: " + engine.title() + " tables=" + TABLES + " made-seconds=" + made.toSeconds()
                    + " backup-seconds=" + took.toSeconds() + " heap-limit=256m most-memory=" + kilobytes / 1024 + "m");
        }
    }

    private static int withRows() {
        return (TABLES + WITH_ROWS - 1) / WITH_ROWS;
    }

    private static void createTables(Node primary) throws Exception {
        primary.execute("CREATE DATABASE many");
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                done.add(writers.submit(() -> {
                    createTables(primary, first);
                    return first;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    /** Every fourth table. */
    private static void createTables(Node primary, int first) throws Exception {
        try (Connection connection = primary.connect();
                Statement statement = connection.createStatement()) {
            for (int i = first; i < TABLES; i += WRITERS) {
                statement.execute("CREATE TABLE many.t" + i + " (id INT PRIMARY KEY)");
                if (i % WITH_ROWS == 0) {
                    statement.execute("INSERT INTO many.t" + i + " VALUES (" + i + ")");
                }
            }
        }
    }

    /** What the process ever held of the machine's memory at once, in kB; returns when it has ended. */
    private static long mostMemory(Process run) throws InterruptedException {
        long most = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!run.waitFor(100, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
            most = Math.max(most, highWaterMark(run.pid()));
        }
        return most;
    }

    private static long highWaterMark(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            // it has just ended
            return 0;
        }
    }
}
