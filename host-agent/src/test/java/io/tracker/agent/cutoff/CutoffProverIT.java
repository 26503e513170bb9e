package io.tracker.agent.cutoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.failure.StoppedException;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.SharedServers;
import io.tracker.schemas.manifest.CutoffEvidence;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class CutoffProverIT {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Engine engine;
    private final ReplicaSet set;
    private final Node middle;
    private final Node leaf;

    CutoffProverIT(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
        this.middle = set.node("middle");
        this.leaf = set.node("leaf");
    }

    @BeforeEach
    void begin() throws Exception {
        SharedServers.run(set, "CREATE DATABASE cut", "CREATE TABLE cut.t (id INT PRIMARY KEY)");
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE cut");
    }

    @Test
    void walksAChainUpToTheRootAndKeepsWhatItSawAsEvidence() throws Exception {
        Instant cutoff = Instant.now().minusSeconds(1);
        CutoffEvidence evidence = prover(leaf, Optional.empty()).prove(cutoff, LONG);
        assertEquals(CutoffEvidence.Proof.SOURCE, evidence.proof());
        assertEquals(cutoff, evidence.cutoff());
        assertEquals("127.0.0.1:" + set.primary().port(), evidence.details().get("root.address"));
        assertFalse(Instant.parse(evidence.details().get("root.clock")).isBefore(cutoff));
        assertEquals(
                set.primary().position().replaceAll("\\s", ""),
                evidence.details().get("root.gtids"));
    }

    @Test
    void isNotDeceivedByAnIntermediateSourceThatIsStalled() throws Exception {
        middle.stopReplication();
        try {
            set.primary().execute("INSERT INTO cut.t VALUES (1)");
            // the leaf has applied all that its own source has
            leaf.waitUntilCaughtUpWith(middle, LONG);
            NotYetException notYet = assertThrows(
                    NotYetException.class, () -> prover(leaf, Optional.empty()).prove(Instant.EPOCH, SHORT));
            assertTrue(
                    notYet.getMessage().startsWith("Cutoff is not proved: not all transactions are applied (root "),
                    notYet.getMessage());
        } finally {
            middle.startReplication();
        }
        prover(leaf, Optional.empty()).prove(Instant.EPOCH, LONG);
        assertEquals("1", leaf.queryText("SELECT COUNT(*) FROM cut.t"));
    }

    @Test
    void namesTheApplierThatStandsStillAndGoesOnOnceItRuns() throws Exception {
        leaf.stopReplication();
        set.primary().execute("INSERT INTO cut.t VALUES (1)");
        CompletableFuture<CutoffEvidence> later = CompletableFuture.supplyAsync(() -> {
            try {
                return prover(leaf, Optional.empty()).prove(Instant.EPOCH, LONG);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            NotYetException notYet = assertThrows(
                    NotYetException.class, () -> prover(leaf, Optional.empty()).prove(Instant.EPOCH, SHORT));
            assertTrue(
                    notYet.getMessage().contains("the applier of the default channel stands still: it was stopped"),
                    notYet.getMessage());
            assertFalse(later.isDone());
        } finally {
            leaf.startReplication();
        }
        assertEquals(CutoffEvidence.Proof.SOURCE, later.join().proof());
        assertEquals("1", leaf.queryText("SELECT COUNT(*) FROM cut.t"));
    }

    @Test
    void waitsForAReplicaThatIsDelayedOnPurposeAndSaysSo() throws Exception {
        String delay = engine == Engine.MARIADB
                ? "CHANGE MASTER TO MASTER_DELAY = "
                : "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = ";
        leaf.stopReplication();
        leaf.execute(delay + 3600);
        leaf.startReplication();
        try {
            set.primary().execute("INSERT INTO cut.t VALUES (1)");
            NotYetException notYet = assertThrows(
                    NotYetException.class, () -> prover(leaf, Optional.empty()).prove(Instant.EPOCH, SHORT));
            assertTrue(
                    notYet.getMessage().contains("the applier of the default channel stays 3600 s behind on purpose"),
                    notYet.getMessage());
        } finally {
            leaf.stopReplication();
            leaf.execute(delay + 0);
            leaf.startReplication();
        }
        prover(leaf, Optional.empty()).prove(Instant.EPOCH, LONG);
    }

    @Test
    void provesAnIdlePrimaryThroughTheSourceHoweverOldItsLastCommit() throws Exception {
        Instant cutoff = Instant.now();
        assertEquals(
                CutoffEvidence.Proof.SOURCE,
                prover(leaf, Optional.empty()).prove(cutoff, LONG).proof());
    }

    @Test
    void waitsForTheRootsOwnClock() throws Exception {
        NotYetException notYet = assertThrows(NotYetException.class, () -> prover(leaf, Optional.empty())
                .prove(Instant.now().plusSeconds(3600), SHORT));
        assertTrue(notYet.getMessage().startsWith("Cutoff is not reached: root 127.0.0.1:"), notYet.getMessage());
        Instant soon = Instant.now().plusSeconds(2);
        CutoffEvidence evidence = prover(leaf, Optional.empty()).prove(soon, LONG);
        assertFalse(Instant.parse(evidence.details().get("root.clock")).isBefore(soon));
    }

    @Test
    void takesTheNamedPrimaryAndRefusesOneThatIsNone() throws Exception {
        Optional<ServerAddress> primary =
                Optional.of(new ServerAddress("127.0.0.1", set.primary().port()));
        assertEquals(
                "127.0.0.1:" + set.primary().port(),
                prover(leaf, primary).prove(Instant.EPOCH, LONG).details().get("root.address"));
        Optional<ServerAddress> wrong = Optional.of(new ServerAddress("127.0.0.1", middle.port()));
        NotYetException readOnly =
                assertThrows(NotYetException.class, () -> prover(leaf, wrong).prove(Instant.EPOCH, LONG));
        assertTrue(readOnly.getMessage().startsWith("Root takes no writes: "), readOnly.getMessage());
        OperatorException self = assertThrows(
                OperatorException.class, () -> prover(set.primary(), primary).prove(Instant.EPOCH, LONG));
        assertTrue(self.getMessage().startsWith("Root is this server: "), self.getMessage());
    }

    @Test
    void waitsForARootWhileAFailoverIsUnderWay() throws Exception {
        boolean mariaDb = engine == Engine.MARIADB;
        middle.execute(mariaDb ? "STOP SLAVE" : "STOP REPLICA", mariaDb ? "RESET SLAVE ALL" : "RESET REPLICA ALL");
        CompletableFuture<CutoffEvidence> later;
        try {
            later = CompletableFuture.supplyAsync(() -> {
                try {
                    return prover(leaf, Optional.empty()).prove(Instant.EPOCH, LONG);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.sleep(500);
            assertFalse(later.isDone(), "a server without a source that takes no writes is a root");
        } finally {
            middle.repointTo(set.primary());
        }
        assertEquals("127.0.0.1:" + set.primary().port(), later.get().details().get("root.address"));
    }

    @Test
    void stopsWhereTheServerItselfIsTheRoot() {
        StoppedException stopped = assertThrows(StoppedException.class, () -> prover(set.primary(), Optional.empty())
                .prove(Instant.EPOCH, LONG));
        assertTrue(stopped.getMessage().startsWith("Host is no replica any more: "), stopped.getMessage());
    }

    private CutoffProver prover(Node node, Optional<ServerAddress> primary) {
        return new CutoffProver(
                SharedServers.agent(set, node), new CutoffOptions(primary, Optional.empty()), Clock.systemUTC());
    }
}
