package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.S3Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance of thousands of tables, by an agent of 256 MB. {@code -Dtracker.tables=100000} makes a soak of it. It says how long it took.
 */
class ManyTablesIT {
    private static final int TABLES = Integer.getInteger("tracker.tables", 5_000);
    private static final int WITH_ROWS = 10;

    @TempDir
    private Path folder;

    @Test
    void thousandsOfTablesAreBackedUpInOneRun() throws Exception {
        Engines.require(Engine.MARIADB, Assumptions::abort);
        try (ReplicaSet set =
                        ReplicaSet.start(ReplicaSetOptions.of(Engine.MARIADB).withReplicas(1));
                S3Server s3 = S3Server.start()) {
            s3.createBucket("lake");
            long begin = System.nanoTime();
            try (Connection primary = set.primary().connect();
                    Statement statement = primary.createStatement()) {
                statement.execute("CREATE DATABASE many");
                for (int i = 0; i < TABLES; i++) {
                    statement.execute("CREATE TABLE many.t" + i + " (id INT PRIMARY KEY)"
                            + (i % WITH_ROWS == 0 ? " SELECT " + i + " AS id" : ""));
                }
            }
            set.waitUntilCaughtUp(Duration.ofMinutes(30));
            Duration made = Duration.ofNanos(System.nanoTime() - begin);
            AgentHost agent = new AgentHost(folder, set, set.replicas().get(0), s3, "many");
            begin = System.nanoTime();
            Ended backup = agent.with("tables.parallel", "8")
                    .with("snapshot.connections", "8")
                    .jvm("-Xmx256m", "-XX:TieredStopAtLevel=1")
                    .runProcess("backup");
            assertEquals(0, backup.exit(), backup.err());
            assertTrue(backup.out().contains("taken     " + TABLES + " tables, " + TABLES / WITH_ROWS), backup.out());
            assertTrue(backup.out().contains(": complete"), backup.out());
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertEquals(
                    TABLES,
                    new StoredDay(s3.data().resolve("lake").resolve("many"))
                            .tables("many")
                            .size());
            assertTrue(set.replicas().get(0).isReplicationRunning(), "replication stands still");
            System.out.println(
                    "tables=" + TABLES + " made-seconds=" + made.toSeconds() + " backup-seconds=" + took.toSeconds());
        }
    }
}
