package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.oracle.DayOracle;
import io.tracker.testing.line.oracle.Lake;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.oracle.Tally;
import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two replica sets with a schema and a table of the same names share one store. Nobody writes: each replica is its own witness. */
final class TwoReplicaSetsIT {
    private static final int OPERATOR = 2;
    private static final String OTHER = "other";

    @ParameterizedTest
    @EnumSource
    void tablesOfOneNameAreTwoShardsAndAHostWithTheOthersNameIsRefused(Engine engine) throws Exception {
        LineOptions options = TestLines.options(engine, "two-sets", 1);
        try (Line line = Line.start(options);
                ReplicaSet other = ReplicaSet.start(options.servers())) {
            fill(line.primary(), "INT", "(1, 1), (2, 2), (3, 3)");
            fill(other.primary(), "VARCHAR(20)", "(1, 'one'), (7, 'seven')");
            line.catchUp();
            other.waitUntilCaughtUp(Duration.ofMinutes(1));
            Node stranger = other.replicas().get(0);

            line.backup(line.replica()).require(0);
            try (S3Lake lake = line.backups().lake()) {
                List<Lake.Entry> before = lake.list("");
                ToolOutcome refused = backup(line, other, AgentHost.REPLICA_SET).require(OPERATOR);
                assertTrue(
                        refused.words().contains("error: replica set of the plan is another one: demo"),
                        refused.output());
                assertTrue(refused.words().contains("HINT: two replica sets carry the same name"), refused.output());
                assertEquals(before, lake.list(""), "a host with another set's name wrote to the store");
            }
            backup(line, other, OTHER).require(0);
            for (int again = 0; again < 2; again++) {
                assertEquals(
                        3, check(line, AgentHost.REPLICA_SET, line.replica()).rows());
                assertEquals(2, check(line, OTHER, stranger).rows());
                line.backup(line.replica()).require(0);
                backup(line, other, OTHER).require(0);
            }
            line.agent(line.replica())
                    .start("verify", "--dt", line.dt().toString())
                    .await(Line.TOOL_LIMIT)
                    .require(0);
        }
    }

    private static void fill(Node primary, String type, String rows) throws SQLException {
        primary.execute(
                "CREATE DATABASE app",
                "CREATE TABLE app.items (id INT PRIMARY KEY, what " + type + " NOT NULL)",
                "INSERT INTO app.items VALUES " + rows);
    }

    private static ToolOutcome backup(Line line, ReplicaSet set, String name) throws Exception {
        Map<String, String> settings = new HashMap<>(line.options().agentSettings());
        settings.put("fleet.replica-set", name);
        AgentHost agent = AgentHost.install(
                Project.ofThisProcess(),
                line.options().folder().resolve("other-" + name),
                set,
                set.replicas().get(0),
                line.backups(),
                line.options().agentJvm(),
                settings);
        return agent.start("backup", "--dt", line.dt().toString()).await(Line.TOOL_LIMIT);
    }

    private static Tally check(Line line, String set, Node replica) throws Exception {
        Witness witness = new Witness(replica, line.servers().installation().engine());
        Map<String, Tally> tables =
                new DayOracle(line.backups().lake(), set, line.dt(), witness, List.of(replica)).check(0);
        assertEquals(List.of("app.items"), List.copyOf(tables.keySet()));
        return tables.get("app.items");
    }
}
