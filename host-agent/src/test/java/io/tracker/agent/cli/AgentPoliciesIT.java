package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.agent.server.SharedServers;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run does with what is no plain table, with what comes and goes, and with an account that may do no more than it needs. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class AgentPoliciesIT {
    private final LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);

    @TempDir
    private Path folder;

    private final Engine engine;
    private final ReplicaSet set;
    private final Node leaf;

    AgentPoliciesIT(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
        this.leaf = set.node("leaf");
    }

    @BeforeEach
    void begin() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE pol",
                "CREATE TABLE pol.plain (id INT PRIMARY KEY)",
                "INSERT INTO pol.plain VALUES (1), (2)");
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE IF EXISTS pol", "DROP DATABASE IF EXISTS pol2");
    }

    @Test
    void backsUpWithExactlyTheShippedGrantsAndMissesEachOfThem() throws Exception {
        Path docs = Path.of(System.getProperty("tracker.root"), "docs");
        String shipped =
                Files.readString(docs.resolve("grants/" + (engine == Engine.MARIADB ? "mariadb" : "mysql") + ".sql"));
        String page = Files.readString(docs.resolve("operations.md"));
        assertTrue(
                page.contains("**" + engine.title() + "**\n\n```sql\n" + shipped + "```"),
                "the page shows another text");
        String[] statements = Stream.of(shipped.replace("'tracker'@", "'least'@")
                        .replace("'…'", "'least-password'")
                        .split(";"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toArray(String[]::new);
        assertEquals(2, statements.length, shipped);
        SharedServers.run(set, statements);
        try {
            Path account =
                    Files.writeString(folder.resolve("least.cnf"), "[client]\nuser=least\npassword=least-password\n");
            AgentHost agent = agent("least").with("mysql.defaults-file", account.toString());
            Ended check = agent.run("doctor");
            assertEquals(0, check.exit(), check.out() + check.err());
            assertFalse(check.out().contains(" lacks "), check.out());
            assertFalse(check.out().contains("rights that are never used"), check.out());
            Ended backup = agent.run("backup");
            assertEquals(0, backup.exit(), backup.out() + backup.err());
            assertTrue(backup.out().contains(": complete"), backup.out());
            String list = statements[1].substring("GRANT ".length(), statements[1].indexOf(" ON *.*"));
            for (String privilege : list.split(", ", -1)) {
                missesOne(agent, privilege);
            }
            refusesTooMuch(agent);
        } finally {
            SharedServers.run(set, "DROP USER 'least'@'127.0.0.1'");
        }
    }

    private void missesOne(AgentHost agent, String privilege) throws Exception {
        SharedServers.run(set, "REVOKE " + privilege + " ON *.* FROM 'least'@'127.0.0.1'");
        Ended check = agent.run("doctor");
        assertTrue(
                check.out().contains("'least'@'127.0.0.1' lacks " + privilege + ": "), privilege + "\n" + check.out());
        assertTrue(
                check.out().contains("HINT: GRANT " + privilege + " ON *.* TO 'least'@'127.0.0.1'"),
                privilege + "\n" + check.out());
        boolean onlyASafety = privilege.equals("PROCESS") || privilege.equals("BINLOG ADMIN");
        assertEquals(onlyASafety ? 0 : 2, check.exit(), privilege + "\n" + check.out());
        SharedServers.run(set, "GRANT " + privilege + " ON *.* TO 'least'@'127.0.0.1'");
    }

    private void refusesTooMuch(AgentHost agent) throws Exception {
        SharedServers.run(set, "GRANT INSERT ON pol.* TO 'least'@'127.0.0.1'");
        Ended refused = agent.run("backup");
        assertEquals(2, refused.exit(), refused.err());
        assertTrue(
                refused.err()
                        .contains(
                                "account may do harm: 'least'@'127.0.0.1' has rights that are never used: [INSERT ON `pol`.*]"),
                refused.err());
        Ended check = agent.run("doctor");
        assertEquals(2, check.exit(), check.out());
        assertTrue(check.out().contains("[INSERT ON `pol`.*]"), check.out());
        assertEquals(0, agent.with("account.allow-excess", "true").run("backup").exit());
    }

    @Test
    void refusesWhatNoSnapshotHoldsByNameAndCompletesTheDay() throws Exception {
        SharedServers.run(
                set,
                "CREATE TABLE pol.island (id INT PRIMARY KEY) ENGINE = MyISAM",
                "INSERT INTO pol.island VALUES (1)",
                "CREATE VIEW pol.seen AS SELECT id FROM pol.plain");
        if (engine == Engine.MARIADB) {
            SharedServers.run(
                    set,
                    "CREATE SEQUENCE pol.numbers",
                    "CREATE TABLE pol.versioned (id INT PRIMARY KEY) WITH SYSTEM VERSIONING");
        }
        AgentHost agent = agent("refused");
        Ended backup = agent.run("backup");
        assertEquals(0, backup.exit(), backup.out() + backup.err());
        assertTrue(backup.out().contains(": complete"), backup.out());
        assertTrue(backup.out().contains("refused   demo.pol.island: engine MyISAM has no snapshots"), backup.out());
        String ddl = Files.readString(find(agent.store(), "ddl.sql"));
        assertTrue(ddl.contains("-- VIEW seen"), ddl);
        if (engine == Engine.MARIADB) {
            assertTrue(ddl.contains("-- SEQUENCE numbers"), ddl);
            assertTrue(backup.out().contains("refused   demo.pol.versioned: a system-versioned table"), backup.out());
        }
        assertEquals(0, agent.run("verify").exit());
    }

    @Test
    void aTableThatComesAfterThePlanIsOfTheNextDay() throws Exception {
        AgentHost agent = agent("late");
        String before = yesterday.minusDays(1).toString();
        assertDone(agent.with("cutoff.latest-snapshot", "3d").run("backup", "--dt", before));
        SharedServers.run(set, "CREATE TABLE pol.late (id INT PRIMARY KEY)");
        Ended again = agent.run("backup", "--dt", before);
        assertDone(again);
        assertTrue(again.out().contains("planned   1 tables"), again.out());
        Ended next = agent.run("backup", "--dt", yesterday.toString());
        assertDone(next);
        assertTrue(next.out().contains("planned   2 tables"), next.out());
    }

    @Test
    void aTableThatReplicationDroppedIsGoneAndOneThatVanishedOtherwiseIsALoudError() throws Exception {
        AgentHost agent = agent("vanished").with("cutoff.latest-snapshot", "9d");
        SharedServers.run(set, "CREATE DATABASE pol2", "CREATE TABLE pol2.t (id INT PRIMARY KEY)");
        assertDone(agent.run("backup", "--dt", yesterday.minusDays(4).toString()));
        SharedServers.run(set, "DROP DATABASE pol2");
        assertDone(agent.run("backup", "--dt", yesterday.minusDays(2).toString()));

        // a server that has another history than the one that was backed up
        Path manifest = find(
                agent.store()
                        .resolve("manifests")
                        .resolve("pol")
                        .resolve("plain")
                        .resolve("dt=" + yesterday.minusDays(2)),
                ".json");
        String text = Files.readString(manifest);
        String foreign = engine == Engine.MARIADB ? "7-7-7" : "11111111-2222-3333-4444-555555555555:1-7";
        String forged = text.replaceFirst("\"gtid\"\\s*:\\s*\"[^\"]*\"", "\"gtid\": \"" + foreign + "\"");
        assertFalse(text.equals(forged), text);
        Files.writeString(manifest, forged);
        SharedServers.run(set, "CREATE TABLE pol.other (id INT PRIMARY KEY)", "DROP TABLE pol.plain");
        Ended lost = agent.run("backup", "--dt", yesterday.toString());
        assertEquals(2, lost.exit(), lost.out() + lost.err());
        assertTrue(lost.err().contains("table vanished without a DROP: demo.pol.plain"), lost.err());
        assertFalse(Files.exists(agent.store().resolve("days/dt=" + yesterday)), "a plan was written");
    }

    @Test
    void aSchemaThatFleetJsonExpectsMustBeThere() throws Exception {
        AgentHost agent = agent("fleet");
        Files.writeString(agent.store().resolve("fleet.json"), fleet("pol", "missing"));
        Ended refused = agent.run("backup");
        assertEquals(2, refused.exit(), refused.out() + refused.err());
        assertTrue(
                refused.err().contains("schemas are missing that fleet.json expects: [missing] on demo"),
                refused.err());
        Files.writeString(agent.store().resolve("fleet.json"), fleet("pol"));
        assertDone(agent.run("backup"));
    }

    @Test
    void anotherReplicaSetsNameIsRefusedOnceThePlanStands() throws Exception {
        AgentHost agent = agent("name");
        assertDone(agent.run("backup"));
        Path plan = find(agent.store().resolve("days"), "plan.json");
        String text = Files.readString(plan);
        String foreign = text.replaceFirst("(?s)\"servers\"\\s*:\\s*\\[[^]]*]", "\"servers\": [\"somebody-else\"]");
        assertFalse(text.equals(foreign), text);
        Files.writeString(plan, foreign);
        Ended refused = agent.run("backup");
        assertEquals(2, refused.exit(), refused.out() + refused.err());
        assertTrue(refused.err().contains("replica set of the plan is another one"), refused.err());
    }

    private static String fleet(String... schemas) {
        List<String> shards = Stream.of(schemas)
                .map(schema -> "{\"schema\": \"" + schema + "\", \"from\": \"2020-01-01\"}")
                .toList();
        return "{\"format\": \"tracker-fleet\", \"version\": 1, \"replicaSets\": [{\"name\": \"demo\","
                + " \"from\": \"2020-01-01\", \"schemas\": [" + String.join(", ", shards) + "]}]}";
    }

    private static void assertDone(Ended ended) {
        assertEquals(0, ended.exit(), ended.out() + ended.err());
        assertTrue(ended.out().contains(": complete"), ended.out());
    }

    private AgentHost agent(String name) throws IOException {
        return new AgentHost(folder.resolve(name), set, leaf);
    }

    private static Path find(Path root, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
