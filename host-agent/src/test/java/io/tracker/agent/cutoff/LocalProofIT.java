package io.tracker.agent.cutoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.SharedServers;
import io.tracker.agent.server.TableName;
import io.tracker.schemas.manifest.CutoffEvidence;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What proves the cutoff while the root does not answer, and what does not. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class LocalProofIT {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Optional<TableName> HEARTBEAT = Optional.of(new TableName("beat", "heartbeat"));
    private static final Optional<TableName> NONE = Optional.empty();
    private static final Optional<ServerAddress> SILENT = Optional.of(new ServerAddress("127.0.0.1", 1));

    private final Engine engine;
    private final ReplicaSet set;
    private final Node middle;
    private final Node leaf;

    LocalProofIT(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
        this.middle = set.node("middle");
        this.leaf = set.node("leaf");
    }

    @BeforeEach
    void begin() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE beat",
                "CREATE TABLE beat.heartbeat (server_id INT UNSIGNED NOT NULL, domain_id INT UNSIGNED NOT NULL,"
                        + " ts TIMESTAMP(6) NOT NULL, PRIMARY KEY (server_id, domain_id))",
                "CREATE TABLE beat.t (id INT AUTO_INCREMENT PRIMARY KEY)");
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE beat");
        SharedServers.awaitReplication(set);
    }

    @Test
    void aHeartbeatPastTheCutoffProvesIt() throws Exception {
        Instant cutoff = Instant.now();
        SharedServers.run(set, beat("SYSDATE(6)"));
        CutoffEvidence evidence = prover(SILENT, HEARTBEAT).prove(cutoff, LONG);
        assertEquals(CutoffEvidence.Proof.HEARTBEAT, evidence.proof());
        String of = engine == Engine.MARIADB ? "domain 0" : "the default channel (of servers [101, 102])";
        assertEquals("101", evidence.details().get(of + " server"), evidence.toString());
        assertFalse(Instant.parse(evidence.details().get(of + " written")).isBefore(cutoff), evidence.toString());
        assertNotProved(Instant.now().plusSeconds(3600), HEARTBEAT, " is before the cutoff ");
    }

    @Test
    void theEventThatOperationsNamesWritesHeartbeatsThatProve() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("tracker.root"), "docs", "operations.md"));
        page = page.substring(page.indexOf("### The heartbeat table"));
        int comment = page.indexOf("-- " + engine.title());
        String event = page.substring(page.indexOf('\n', comment), page.indexOf(';', comment))
                .replace("EVERY 10 SECOND", "EVERY 1 SECOND");
        int create = page.indexOf("CREATE DATABASE tracker;");
        String[] table = page.substring(create, page.indexOf("```", create)).split(";");
        SharedServers.run(set, table[0], table[1], event, "SET GLOBAL event_scheduler = ON");
        try {
            CutoffEvidence evidence = prover(SILENT, Optional.of(new TableName("tracker", "heartbeat")))
                    .prove(Instant.now(), LONG);
            assertEquals(CutoffEvidence.Proof.HEARTBEAT, evidence.proof());
        } finally {
            SharedServers.run(set, "SET GLOBAL event_scheduler = DEFAULT", "DROP DATABASE tracker");
        }
    }

    @Test
    void aCommitPastTheCutoffThatIsAppliedProvesItOnMySqlAlone() throws Exception {
        Instant cutoff = Instant.now();
        SharedServers.run(set, "INSERT INTO beat.t VALUES ()");
        if (engine == Engine.MARIADB) {
            assertNotProved(cutoff, NONE, "no heartbeat.table is configured");
            return;
        }
        CutoffEvidence evidence = prover(SILENT, NONE).prove(cutoff, LONG);
        assertEquals(CutoffEvidence.Proof.APPLIER, evidence.proof());
        assertFalse(
                Instant.parse(evidence.details().get("the default channel committed"))
                        .isBefore(cutoff),
                evidence.toString());
        assertNotProved(Instant.now(), NONE, "the last commit that the default channel has applied: ");
    }

    @Test
    void nothingIsProvedWhileThePrimaryIsFrozenAcrossTheCutoff() throws Exception {
        SharedServers.run(set, beat("SYSDATE(6)"), "INSERT INTO beat.t VALUES ()");
        set.primary().pause();
        try {
            Instant cutoff = Instant.now();
            // what such a proof would go by
            assertTrue(middle.isReplicationRunning());
            while (!secondsBehind(middle).equals("0")) {
                Thread.sleep(50);
            }
            for (Optional<TableName> heartbeat : List.of(HEARTBEAT, NONE)) {
                NotYetException notYet = assertThrows(NotYetException.class, () -> new CutoffProver(
                                SharedServers.impatient(set, leaf),
                                new CutoffOptions(Optional.empty(), heartbeat),
                                Clock.systemUTC())
                        .prove(cutoff, SHORT));
                assertTrue(
                        notYet.getMessage().startsWith("Cutoff is not proved without the source: "),
                        notYet.getMessage());
            }
        } finally {
            set.primary().resume();
        }
        assertEquals(
                CutoffEvidence.Proof.SOURCE,
                prover(Optional.empty(), HEARTBEAT).prove(Instant.now(), LONG).proof());
    }

    @Test
    void whatLayInABufferAcrossTheCutoffProvesNothing() throws Exception {
        middle.pause();
        Instant cutoff;
        try {
            set.primary().execute(beat("SYSDATE(6)"), "INSERT INTO beat.t VALUES ()");
            cutoff = Instant.now();
        } finally {
            middle.resume();
        }
        SharedServers.catchUp(set);
        assertNotProved(cutoff, HEARTBEAT, " is before the cutoff ");
        assertNotProved(cutoff, NONE, engine == Engine.MARIADB ? "no heartbeat.table" : " is before the cutoff ");
    }

    @Test
    void whatReplicationItselfReceivesAfterAFreezeProvesNothing() throws Exception {
        SharedServers.run(set, beat("SYSDATE(6)"), "INSERT INTO beat.t VALUES ()");
        set.primary().pause();
        Instant cutoff;
        try {
            cutoff = Instant.now();
            Thread.sleep(1000);
        } finally {
            set.primary().resume();
        }
        // the protocol's heartbeats go on behind the cutoff, and the replica is 0 seconds behind
        awaitHeartbeatOfTheProtocol(cutoff);
        assertEquals("0", secondsBehind(middle));
        for (Optional<TableName> heartbeat : List.of(HEARTBEAT, NONE)) {
            NotYetException notYet = assertThrows(NotYetException.class, () -> new CutoffProver(
                            SharedServers.agent(set, middle), new CutoffOptions(SILENT, heartbeat), Clock.systemUTC())
                    .prove(cutoff, SHORT));
            assertTrue(
                    notYet.getMessage().startsWith("Cutoff is not proved without the source: "), notYet.getMessage());
        }
    }

    /** One more than there were by now; MySQL also says when. */
    private void awaitHeartbeatOfTheProtocol(Instant cutoff) throws Exception {
        String received = engine == Engine.MARIADB
                ? "SHOW GLOBAL STATUS WHERE Variable_name = 'Slave_received_heartbeats'"
                : "SELECT COUNT(*) FROM performance_schema.replication_connection_status WHERE LAST_HEARTBEAT_TIMESTAMP > FROM_UNIXTIME("
                        + (cutoff.toEpochMilli() / 1000.0) + ")";
        long before = engine == Engine.MARIADB ? status(middle, received) : 0;
        long end = System.nanoTime() + LONG.toNanos();
        while (status(middle, received) <= before) {
            assertTrue(System.nanoTime() < end, "no heartbeat of the protocol arrives");
            Thread.sleep(50);
        }
    }

    private static long status(Node node, String sql) throws Exception {
        try (Connection connection = node.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(rows.getMetaData().getColumnCount());
        }
    }

    @Test
    void nothingIsProvedWhileAServerOfTheChainIsStalled() throws Exception {
        for (Node stalled : List.of(middle, leaf)) {
            stalled.stopReplication();
            try {
                Instant cutoff = Instant.now();
                set.primary().execute(beat("SYSDATE(6)"), "INSERT INTO beat.t VALUES ()");
                leaf.waitUntilCaughtUpWith(stalled, LONG);
                assertNotProved(cutoff, HEARTBEAT, "domain 0|the default channel");
                assertNotProved(cutoff, NONE, "Cutoff is not proved without the source: ");
            } finally {
                stalled.startReplication();
            }
            SharedServers.catchUp(set);
        }
    }

    @Test
    void localTimeIsNeverTakenForUtc() throws Exception {
        // by the type, the server turns local time into UTC
        SharedServers.run(set, "SET time_zone = '+05:00'", beat("SYSDATE(6)"));
        assertNotProved(Instant.now().plusSeconds(60), HEARTBEAT, " is before the cutoff ");
        // a client that prints its own local time
        SharedServers.run(set, beat("SYSDATE(6) + INTERVAL 2 HOUR"));
        assertNotProved(Instant.now(), HEARTBEAT, "the writer's clock is wrong, or it does not write UTC");
        for (String type : List.of("VARCHAR(26)", "DATETIME(6)")) {
            SharedServers.run(set, "ALTER TABLE beat.heartbeat MODIFY ts " + type + " NOT NULL");
            OperatorException refused = assertThrows(
                    OperatorException.class, () -> prover(SILENT, HEARTBEAT).prove(Instant.EPOCH, SHORT));
            assertTrue(refused.getMessage().contains("got column ts of type "), refused.getMessage());
        }
    }

    @Test
    void aServerThatDoesNotKeepTheCommitOrderProvesNothing() throws Exception {
        Assumptions.assumeTrue(engine == Engine.MYSQL, "MariaDB keeps the order of a domain");
        for (Node loose : List.of(leaf, middle)) {
            loose.stopReplication();
            loose.execute("SET GLOBAL replica_preserve_commit_order = OFF");
            loose.startReplication();
            try {
                Instant cutoff = Instant.now();
                SharedServers.run(set, beat("SYSDATE(6)"), "INSERT INTO beat.t VALUES ()");
                assertNotProved(
                        cutoff,
                        HEARTBEAT,
                        loose == leaf
                                ? "do not keep the commit order"
                                : "the heartbeat table has no row for the default channel \\(of servers \\[102\\]\\)");
                assertNotProved(
                        cutoff,
                        NONE,
                        loose == leaf ? "do not keep the commit order" : "of a server whose commit order is known");
            } finally {
                loose.stopReplication();
                loose.execute("SET GLOBAL replica_preserve_commit_order = ON");
                loose.startReplication();
            }
        }
    }

    private void assertNotProved(Instant cutoff, Optional<TableName> heartbeat, String why) {
        NotYetException notYet = assertThrows(
                NotYetException.class, () -> prover(SILENT, heartbeat).prove(cutoff, SHORT));
        assertTrue(notYet.getMessage().matches("(?s).*(" + why + ").*"), notYet.getMessage());
    }

    private String secondsBehind(Node node) throws Exception {
        return node.replicationStatus().orElseThrow().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("Seconds_Behind_"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private String beat(String time) {
        return "REPLACE INTO beat.heartbeat VALUES (@@server_id, "
                + (engine == Engine.MARIADB ? "@@gtid_domain_id" : "0") + ", " + time + ")";
    }

    private CutoffProver prover(Optional<ServerAddress> primary, Optional<TableName> heartbeat) {
        return new CutoffProver(
                SharedServers.agent(set, leaf), new CutoffOptions(primary, heartbeat), Clock.systemUTC());
    }
}
