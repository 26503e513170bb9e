package io.tracker.agent.cutoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.SharedServers;
import io.tracker.agent.server.TableName;
import io.tracker.schemas.manifest.CutoffEvidence;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A replica of two roots; on MariaDB each writes in a domain of its own, and the first in two. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SeveralSourcesContract {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Optional<TableName> HEARTBEAT = Optional.of(new TableName("beat", "heartbeat"));
    private static final Optional<ServerAddress> SILENT = Optional.of(new ServerAddress("127.0.0.1", 1));

    private final Engine engine;
    private ReplicaSet first;
    private ReplicaSet second;
    private Node replica;

    SeveralSourcesContract(Engine engine) {
        this.engine = engine;
    }

    @BeforeAll
    void start() throws Exception {
        Engines.require(engine, Assumptions::abort);
        first = ReplicaSet.start(ReplicaSetOptions.of(engine).withReplicas(1));
        replica = first.replicas().get(0);
        ReplicaSetOptions other = ReplicaSetOptions.of(engine).withServerOption("server-id", "201");
        second = ReplicaSet.start(engine == Engine.MARIADB ? other.withServerOption("gtid-domain-id", "2") : other);
        second.primary().execute("ALTER USER 'tracker'@'127.0.0.1' IDENTIFIED BY '" + first.agentPassword() + "'");
        forgetHistory(second.primary());
        replica.replicateAlsoFrom("second", second.primary());
        first.primary()
                .execute(
                        "CREATE DATABASE beat",
                        "CREATE TABLE beat.heartbeat (server_id INT UNSIGNED NOT NULL,"
                                + " domain_id INT UNSIGNED NOT NULL, ts TIMESTAMP(6) NOT NULL,"
                                + " PRIMARY KEY (server_id, domain_id))");
        first.waitUntilCaughtUp(LONG);
        second.primary()
                .execute(
                        "SET sql_log_bin = 0",
                        "CREATE DATABASE beat",
                        "CREATE TABLE beat.heartbeat (server_id INT UNSIGNED NOT NULL,"
                                + " domain_id INT UNSIGNED NOT NULL, ts TIMESTAMP(6) NOT NULL,"
                                + " PRIMARY KEY (server_id, domain_id))",
                        "SET sql_log_bin = 1",
                        "CREATE DATABASE other",
                        "CREATE TABLE other.t (id INT PRIMARY KEY)");
    }

    @AfterAll
    void stop() throws Exception {
        if (second != null) {
            second.close();
        }
        if (first != null) {
            first.close();
        }
    }

    @Test
    void theSourcesProveItOnlyTogether() throws Exception {
        CutoffEvidence both = prover(Optional.empty()).prove(Instant.now(), LONG);
        assertEquals(CutoffEvidence.Proof.SOURCE, both.proof());
        assertEquals(
                Set.of(
                        "127.0.0.1:" + first.primary().port(),
                        "127.0.0.1:" + second.primary().port()),
                Set.of(both.details().get("root-0.address"), both.details().get("root-1.address")));
        stop("second");
        try {
            second.primary().execute("INSERT INTO other.t VALUES (1)");
            NotYetException notYet = assertThrows(
                    NotYetException.class, () -> prover(Optional.empty()).prove(Instant.EPOCH, SHORT));
            assertTrue(
                    notYet.getMessage().contains("the applier of channel 'second' stands still: it was stopped"),
                    notYet.getMessage());
        } finally {
            start("second");
        }
        prover(Optional.empty()).prove(Instant.EPOCH, LONG);
        assertEquals("1", replica.queryText("SELECT COUNT(*) FROM other.t WHERE id = 1"));
    }

    @Test
    void everyChannelAndDomainNeedsAHeartbeatOfItsOwn() throws Exception {
        Instant cutoff = Instant.now();
        if (engine == Engine.MARIADB) {
            first.primary().execute("SET gtid_domain_id = 1", "CREATE DATABASE IF NOT EXISTS third");
        }
        beat(first.primary(), Optional.empty());
        awaitBeats(1);
        NotYetException one =
                assertThrows(NotYetException.class, () -> prover(SILENT).prove(cutoff, SHORT));
        assertTrue(
                one.getMessage()
                        .contains(
                                engine == Engine.MARIADB
                                        ? "the heartbeat table has no row for domain 1; the heartbeat table has no row for domain 2"
                                        : "the heartbeat table has no row for channel 'second' (of servers [201])"),
                one.getMessage());
        beat(second.primary(), Optional.empty());
        awaitBeats(2);
        if (engine == Engine.MARIADB) {
            NotYetException two =
                    assertThrows(NotYetException.class, () -> prover(SILENT).prove(cutoff, SHORT));
            assertTrue(two.getMessage().contains("no row for domain 1 "), two.getMessage());
            assertFalse(two.getMessage().contains("no row for domain 2"), two.getMessage());
            beat(first.primary(), Optional.of(1));
            awaitBeats(3);
        }
        assertEquals(
                CutoffEvidence.Proof.HEARTBEAT,
                prover(SILENT).prove(cutoff, LONG).proof());
    }

    @Test
    void anApplierThatIsPastTheCutoffDoesNotSpeakForAnother() throws Exception {
        Assumptions.assumeTrue(engine == Engine.MYSQL, "MariaDB's appliers keep no commit times");
        Instant cutoff = Instant.now();
        second.primary().execute("INSERT INTO other.t VALUES (7)");
        CutoffProver prover = new CutoffProver(
                SharedServers.agent(first, replica), new CutoffOptions(SILENT, Optional.empty()), Clock.systemUTC());
        NotYetException notYet = assertThrows(NotYetException.class, () -> prover.prove(cutoff, SHORT));
        assertTrue(
                notYet.getMessage().contains("the last commit that the default channel has applied: "),
                notYet.getMessage());
        first.primary().execute("CREATE DATABASE IF NOT EXISTS third");
        assertEquals(CutoffEvidence.Proof.APPLIER, prover.prove(cutoff, LONG).proof());
    }

    private CutoffProver prover(Optional<ServerAddress> primary) {
        return new CutoffProver(
                SharedServers.agent(first, replica), new CutoffOptions(primary, HEARTBEAT), Clock.systemUTC());
    }

    private void beat(Node root, Optional<Integer> domain) throws SQLException {
        String column = engine == Engine.MARIADB ? "@@gtid_domain_id" : "0";
        String write = "REPLACE INTO beat.heartbeat VALUES (@@server_id, " + column + ", SYSDATE(6))";
        if (domain.isPresent()) {
            root.execute("SET gtid_domain_id = " + domain.get(), write);
        } else {
            root.execute(write);
        }
    }

    private void awaitBeats(int count) throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        while (!replica.queryText("SELECT COUNT(*) FROM beat.heartbeat").equals(Integer.toString(count))) {
            assertTrue(System.nanoTime() < end, "the heartbeats do not arrive");
            Thread.sleep(20);
        }
    }

    private void stop(String channel) throws SQLException {
        replica.execute(
                engine == Engine.MARIADB
                        ? "STOP SLAVE '" + channel + "' SQL_THREAD"
                        : "STOP REPLICA SQL_THREAD FOR CHANNEL '" + channel + "'");
    }

    private void start(String channel) throws SQLException {
        replica.execute(
                engine == Engine.MARIADB
                        ? "START SLAVE '" + channel + "' SQL_THREAD"
                        : "START REPLICA SQL_THREAD FOR CHANNEL '" + channel + "'");
    }

    /** What made the second root stays there: its accounts stand at the replica already. */
    private void forgetHistory(Node root) throws SQLException {
        if (engine == Engine.MARIADB) {
            root.execute("RESET MASTER");
            return;
        }
        try {
            root.execute("RESET BINARY LOGS AND GTIDS");
        } catch (SQLException e) {
            root.execute("RESET MASTER");
        }
    }
}
