package io.tracker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.S3Server;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The package in a scratch root, its configuration filled in, and the commands of its unit on a real replica. */
final class InstalledAgentIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void commandsOfTheUnitBackAReplicaUp(Engine engine) throws Exception {
        Engines.require(engine, Assumptions::abort);
        try (ReplicaSet set = ReplicaSet.start(ReplicaSetOptions.of(engine).withReplicas(1));
                S3Server s3 = S3Server.start()) {
            s3.createBucket("lake");
            Shop.open(set);
            InstalledHost host =
                    InstalledHost.install(folder).fillIn(set, set.replicas().get(0), s3);

            Program.Ended backup = host.start("ExecStart").require(0);
            assertTrue(backup.output().contains("Backup of shop-1 dt="), backup.output());
            assertTrue(backup.output().contains("shop.orders: 3 rows"), backup.output());
            String metrics = host.metrics();
            assertTrue(metrics.contains("tracker_agent_last_run_rows{replica_set=\"shop-1\"} 3.0\n"), metrics);
            assertTrue(
                    metrics.contains("tracker_agent_runs_total{exit_code=\"0\",replica_set=\"shop-1\"} 1.0\n"),
                    metrics);
            host.start("ExecStopPost").require(0);
            Program.Ended again = host.start("ExecStart", "--log", "json").require(0);
            assertTrue(
                    again.output().lines().noneMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*")), again.output());
            List<String> events =
                    again.output().lines().filter(line -> line.startsWith("{")).toList();
            assertTrue(events.size() > 3, again.output());
            for (String event : events) {
                assertTrue(new ObjectMapper().readTree(event).has("message"), event);
            }
            assertTrue(again.output().contains("before    1 table"), again.output());

            host.fillIn(set, set.primary(), s3);
            Program.Ended primary = host.start("ExecStart").require(10);
            assertTrue(primary.output().contains("is no replica"), primary.output());
            String after = host.metrics();
            assertTrue(after.contains("tracker_agent_last_run_exit_code{replica_set=\"shop-1\"} 10.0\n"), after);
            assertEquals(newestDay(metrics), newestDay(after), "the newest complete day outlives the failover");
        }
    }

    private static String newestDay(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("tracker_agent_newest_complete_day_timestamp_seconds{"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no day is complete: " + metrics));
    }
}
