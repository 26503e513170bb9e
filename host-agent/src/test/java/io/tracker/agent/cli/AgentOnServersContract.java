package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.agent.host.HostLock;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.SeededData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What tracker-agent says and does against a primary with two replicas and an S3 server. */
abstract class AgentOnServersContract extends ServersWithTwoReplicas {
    AgentOnServersContract(Engine engine) {
        super(engine);
    }

    @Test
    void backsAReplicaUpAndProvesItAndThenHasNothingLeftToDo() throws Exception {
        AgentHost first = agent(set.replicas().get(0), "whole");
        Ended backup = first.runProcess("backup", "--verbose");
        assertEquals(0, backup.exit(), backup.err());
        assertTrue(backup.out().contains("Backup of demo dt="), backup.out());
        assertTrue(backup.out().contains(": complete"), backup.out());

        Ended list = first.run("list", "--json");
        assertEquals(0, list.exit(), list.err());
        data.rows().forEach((table, rows) -> {
            String[] names = table.split("\\.");
            String line = list.out()
                    .lines()
                    .filter(one -> one.contains("\"schema\":\"" + names[0] + "\"")
                            && one.contains("\"table\":\"" + names[1] + "\""))
                    .findFirst()
                    .orElse("");
            assertTrue(
                    line.contains("\"result\":\"manifest\"") && line.contains("\"rows\":" + rows + ","),
                    table + ": " + line);
        });
        Ended verify = first.run("verify");
        assertEquals(0, verify.exit(), verify.err());
        assertEquals(
                data.rows().size(),
                verify.out().lines().filter(line -> line.startsWith("ok ")).count());

        for (Node replica : set.replicas()) {
            Ended again = agent(replica, "whole").run("backup");
            assertEquals(0, again.exit(), again.err());
            assertTrue(again.out().contains("taken     0 tables"), again.out());
            assertTrue(again.out().contains(data.rows().size() + " tables were done already"), again.out());
            assertTrue(replica.isReplicationRunning(), "replication runs on " + replica);
        }
        assertFalse(backup.err().contains(set.agentPassword()), "the log shows the account's password");
        assertFalse(backup.err().contains(s3.secretKey()), "the log shows the secret key");
        assertNoObjectHolds(set.agentPassword());
        assertNoObjectHolds(s3.secretKey());
    }

    @Test
    void aSecondRunOnTheHostDoesNothingAndLeavesTheMetricsToTheFirst() throws Exception {
        AgentHost agent = agent(set.replicas().get(0), "second");
        Path metrics = Files.createTempDirectory("metrics").resolve("agent.prom");
        agent.with("metrics.file", metrics.toString());
        try (HostLock lock = HostLock.take(agent.state())) {
            Ended ended = agent.run("backup");
            assertEquals(11, ended.exit(), ended.err());
            assertTrue(ended.err().contains("another run of tracker-agent is under way on this host: " + lock.file()));
        }
        assertTrue(Files.readString(metrics).contains("tracker_agent_running{replica_set=\"demo\"} 1.0"));
        assertFalse(Files.exists(agent.state().resolve("metrics.properties")), "the second run was counted");
    }

    @Test
    void hasNothingToDoOnThePrimary() throws Exception {
        Ended ended = agent(set.primary(), "primary").runProcess("backup");
        assertEquals(10, ended.exit(), ended.err());
        assertEquals(2, ended.errorLines().size(), ended.err());
        assertTrue(ended.errorLines().get(0).startsWith("nothing to do: "), ended.err());
        assertFalse(Files.exists(s3.data().resolve("lake").resolve("primary")), "something was written");
    }

    @Test
    void aDryRunShowsThePlanAndWritesNothing() throws Exception {
        Ended ended = agent(set.replicas().get(0), "dry").run("backup", "--dry-run");
        assertEquals(0, ended.exit(), ended.err());
        assertEquals(
                data.rows().size(),
                ended.out()
                        .lines()
                        .filter(line -> line.contains("would take: "))
                        .count(),
                ended.out());
        assertFalse(Files.exists(s3.data().resolve("lake").resolve("dry")), "something was written");
    }

    @Test
    void namesAServerThatIsDown() throws Exception {
        Ended ended =
                agent(set.replicas().get(0), "down").with("mysql.port", "1").run("backup");
        assertOneError(ended, 1, "127.0.0.1:1");
    }

    @Test
    void namesAWrongPasswordAMissingBucketAWrongSecretAndAStoreThatIsDown() throws Exception {
        Node replica = set.replicas().get(0);
        Path wrong = folder.resolve("wrong.cnf");
        Files.writeString(wrong, "[client]\nuser=" + set.agentUser() + "\npassword=planted\n");
        assertOneError(
                agent(replica, "x")
                        .with("mysql.defaults-file", wrong.toString())
                        .run("backup"),
                2,
                "tracker");
        assertOneError(
                agent(replica, "x").with("store.root", "s3://nowhere/x").run("backup"),
                2,
                "bucket is missing: s3://nowhere/x");
        Path keys = folder.resolve("wrong-keys");
        Files.writeString(keys, "aws_access_key_id=" + s3.accessKey() + "\naws_secret_access_key=planted\n");
        assertOneError(
                agent(replica, "x").with("s3.credentials-file", keys.toString()).run("backup"),
                2,
                "S3 credentials are refused");
        assertOneError(
                agent(replica, "x").with("s3.endpoint", "http://127.0.0.1:1").run("backup"),
                1,
                "store does not answer");
    }

    @Test
    void namesAMissingGrantAndTheStatementThatMendsIt() throws Exception {
        set.primary().execute("REVOKE SELECT ON *.* FROM 'tracker'@'127.0.0.1'");
        set.waitUntilCaughtUp(Duration.ofMinutes(1));
        try {
            Ended backup = agent(set.replicas().get(0), "grant").run("backup");
            assertOneError(backup, 2, "SELECT");
            assertTrue(backup.errorLines().get(1).startsWith("HINT: GRANT SELECT ON *.* TO "), backup.err());
            Ended check = agent(set.replicas().get(0), "grant").run("doctor");
            assertEquals(2, check.exit(), check.out());
            assertTrue(check.out().contains("GRANT SELECT ON *.* TO "), check.out());
        } finally {
            set.primary().execute("GRANT SELECT ON *.* TO 'tracker'@'127.0.0.1'");
            set.waitUntilCaughtUp(Duration.ofMinutes(1));
        }
        Ended mended = agent(set.replicas().get(0), "grant").run("doctor");
        assertEquals(0, mended.exit(), mended.out() + mended.err());
        assertTrue(mended.out().contains("ok    create-once: honoured"), mended.out());
    }

    @Test
    void namesADamagedObjectAndADamagedManifest() throws Exception {
        AgentHost agent = agent(set.replicas().get(0), "damage");
        assertEquals(0, agent.run("backup").exit());
        Path root = s3.data().resolve("lake").resolve("damage");
        Path object = find(root.resolve("data").resolve("social").resolve("pins"), ".avro");
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length / 2] ^= 4;
        Files.write(object, bytes);
        Ended verify = agent.run("verify", "--table", "social.pins");
        assertOneError(verify, 1, root.relativize(object) + " at offset ");
        Path manifest = find(root.resolve("manifests").resolve("social").resolve("boards"), ".json");
        Files.writeString(manifest, "{");
        assertOneError(
                agent.run("verify", "--table", "social.boards"),
                1,
                root.relativize(manifest).toString());
        assertOneError(agent.run("list"), 1, root.relativize(manifest).toString());
        assertOneError(agent.run("backup"), 1, root.relativize(manifest).toString());
        assertOneError(agent.run("verify", "--table", "social.bords"), 2, "nearest: social.boards");
    }

    @Test
    void supersedesADamagedBackupAndTheJanitorKeepsWhatManifestsName() throws Exception {
        AgentHost agent = agent(set.replicas().get(0), "supersede");
        assertEquals(0, agent.run("backup").exit());
        Path root = s3.data().resolve("lake").resolve("supersede");
        Path object = find(root.resolve("data").resolve("social").resolve("pins"), ".avro");
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length / 2] ^= 4;
        Files.write(object, bytes);
        Path manifests = root.resolve("manifests").resolve("social").resolve("pins");
        byte[] first = Files.readAllBytes(find(manifests, "00001.json"));
        Ended damaged = agent.run("verify", "--table", "social.pins", "--json");
        assertEquals(1, damaged.exit());
        assertTrue(damaged.out().contains("\"table\":\"pins\",\"dt\":\""), damaged.out());
        assertTrue(damaged.out().contains("\"result\":\"damaged\",\"number\":1,"), damaged.out());

        long before = count(root);
        Ended intended = agent.run("supersede", "--table", "social.pins", "--reason", "a bit was flipped", "--dry-run");
        assertEquals(0, intended.exit(), intended.err());
        assertTrue(intended.out().contains("would publish manifest 2 of "), intended.out());
        assertTrue(intended.out().contains("superseding 1\n  would take: "), intended.out());
        assertEquals(before, count(root), "a dry run wrote");

        Path metrics = root.resolveSibling("superseded.prom");
        Ended superseded = agent.run(
                "supersede",
                "--table",
                "social.pins",
                "--reason",
                "a bit was flipped",
                "--set",
                "metrics.file=" + metrics);
        assertEquals(0, superseded.exit(), superseded.err());
        assertTrue(superseded.out().contains("taken     1 tables"), superseded.out());
        assertTrue(
                Files.readString(metrics).contains("tracker_agent_runs_total{exit_code=\"0\""),
                Files.readString(metrics));
        assertArrayEquals(first, Files.readAllBytes(find(manifests, "00001.json")));
        assertTrue(Files.readString(find(manifests, "00002.json"))
                .contains("\"supersedes\" : {\n    \"number\" : 1,\n    \"reason\" : \"a bit was flipped\"\n  }"));
        Ended verify = agent.run("verify");
        assertEquals(0, verify.exit(), "readers take the highest: " + verify.err());
        assertTrue(agent.run("list").out().contains("social.pins: manifest 2, "), "list shows another manifest");
        Ended again = agent.run("backup");
        assertTrue(again.out().contains("taken     0 tables"), again.out());
        assertOneError(agent.run("supersede", "--table", "social.pin", "--reason", "x"), 2, "nearest: social.pins");

        Path orphan = Files.createDirectories(object.getParent().resolveSibling("_killed"))
                .resolve("00000.avro");
        Files.write(orphan, bytes);
        long objects = count(root.resolve("data"));
        AgentHost janitor = agent(set.replicas().get(0), "supersede").later(Duration.ofDays(30));
        Ended dry = janitor.run("clean");
        assertEquals(0, dry.exit(), dry.err());
        assertTrue(dry.out().contains("would remove: 1 attempts"), dry.out());
        assertEquals(objects, count(root.resolve("data")));
        Ended listed = janitor.run("clean", "--json");
        assertTrue(listed.out().startsWith("{\"kind\":\"attempt\","), listed.out());
        assertTrue(listed.out().endsWith("\"action\":\"would-remove\"}\n"), listed.out());
        Ended removed = janitor.run("clean", "--delete");
        assertTrue(removed.out().contains("removed: 1 attempts"), removed.out());
        assertEquals(objects - 1, count(root.resolve("data")));
        assertFalse(Files.exists(orphan), "the orphan is still there");
        assertEquals(0, agent.run("verify").exit(), "the janitor took what a manifest names");
        for (Node replica : set.replicas()) {
            assertTrue(replica.isReplicationRunning(), "replication runs on " + replica);
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void takesTablesAgainThatChangedAfterTheSnapshotAndRecordsADrop() throws Exception {
        set.primary()
                .execute(
                        "CREATE DATABASE changing",
                        "CREATE TABLE changing.altered (id INT PRIMARY KEY, b INT)",
                        "CREATE TABLE changing.instant LIKE changing.altered",
                        "CREATE TABLE changing.rebuilt LIKE changing.altered",
                        "CREATE TABLE changing.truncated LIKE changing.altered",
                        "CREATE TABLE changing.one LIKE changing.altered",
                        "CREATE TABLE changing.two LIKE changing.altered",
                        "CREATE TABLE changing.same LIKE changing.altered",
                        "CREATE TABLE changing.dropped (id INT PRIMARY KEY)");
        for (String table : List.of("altered", "instant", "rebuilt", "truncated", "one", "same")) {
            set.primary().execute("INSERT INTO changing." + table + " VALUES (1, 1), (2, 2)");
        }
        set.waitUntilCaughtUp(Duration.ofMinutes(1));
        Node replica = set.replicas().get(0);
        AgentHost agent =
                alone(replica, "changing").with("tables.parallel", "1").with("snapshot.connections", "1");
        Process run = agent.start("backup");
        agent.pauseWhen(run, "snapshot taken");
        set.primary()
                .execute(
                        "ALTER TABLE changing.altered ADD COLUMN more INT NOT NULL DEFAULT 7",
                        "ALTER TABLE changing.instant DROP COLUMN b",
                        "ALTER TABLE changing.instant ADD COLUMN b INT DEFAULT 9",
                        "UPDATE changing.rebuilt SET b = 3",
                        "ALTER TABLE changing.rebuilt FORCE",
                        "TRUNCATE TABLE changing.truncated",
                        "RENAME TABLE changing.one TO changing.old, changing.two TO changing.one, changing.old TO changing.two",
                        "DROP TABLE changing.dropped");
        set.waitUntilCaughtUp(Duration.ofMinutes(1));
        agent.resume(run);
        Ended ended = agent.await(run);
        assertEquals(0, ended.exit(), ended.err());
        // what a run of now finds, on a server that nobody writes to
        assertEquals(0, alone(replica, "changed").run("backup").exit());
        set.primary().execute("DROP DATABASE changing");
        set.waitUntilCaughtUp(Duration.ofMinutes(1));
        assertTrue(ended.out().contains("dropped   demo.changing.dropped"), ended.out());
        assertTrue(ended.err().contains("snapshot taken round=2"), ended.err());
        Path manifest = find(s3.data().resolve("lake/changing/manifests/changing/altered"), ".json");
        assertTrue(Files.readString(manifest).contains("`more`"), "the manifest holds the schema of the old snapshot");
        assertEquals(day("changed").tables("after"), day("changing").tables("meanwhile"));
        assertEquals(0, agent.run("verify").exit());
        assertTrue(replica.isReplicationRunning());
    }

    /** Without the schemas of the seeded data, which have tables of one name. */
    private AgentHost alone(Node node, String prefix) throws IOException {
        return agent(node, prefix).with("schemas.exclude", String.join(",", SeededData.schemas()));
    }

    private StoredDay day(String prefix) {
        return new StoredDay(s3.data().resolve("lake").resolve(prefix));
    }

    private static void assertOneError(Ended ended, int exit, String part) {
        assertEquals(exit, ended.exit(), ended.err());
        List<String> lines = ended.errorLines();
        assertEquals(2, lines.size(), ended.err());
        assertTrue(lines.get(0).startsWith("error: ") && lines.get(0).contains(part), part + " in " + ended.err());
        assertTrue(lines.get(1).startsWith("HINT: "), ended.err());
        assertFalse(ended.err().contains("planted"), ended.err());
    }

    private void assertNoObjectHolds(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(s3.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(secret), file + " holds a secret");
            }
        }
    }

    private static Path find(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
