package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.agent.server.SharedServers;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.HttpFault;
import io.tracker.testing.servers.HttpFaultProxy;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.S3Server;
import io.tracker.testing.servers.TcpFaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A store or a server that is away in the middle of a run is waited for, inside the budget, and the run goes on where it was. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class RideOutIT {
    @TempDir
    private Path folder;

    private final Engine engine;
    private final ReplicaSet set;
    private final Node leaf;

    RideOutIT(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
        this.leaf = set.node("leaf");
    }

    @BeforeEach
    void begin() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE ride",
                "CREATE TABLE ride.big (id INT AUTO_INCREMENT PRIMARY KEY, pad VARBINARY(1000))",
                "INSERT INTO ride.big (pad) VALUES (RANDOM_BYTES(1000)), (RANDOM_BYTES(1000))",
                "INSERT INTO ride.big (pad) SELECT RANDOM_BYTES(1000) FROM ride.big a, ride.big b, ride.big c,"
                        + " ride.big d, ride.big e, ride.big f, ride.big g, ride.big h, ride.big i, ride.big j,"
                        + " ride.big k, ride.big l, ride.big m",
                "CREATE TABLE ride.first (id INT PRIMARY KEY)",
                "INSERT INTO ride.first VALUES (1)",
                "CREATE TABLE ride.last (id INT PRIMARY KEY)",
                "INSERT INTO ride.last VALUES (1), (2)");
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE ride");
        SharedServers.awaitReplication(set);
    }

    @Test
    void aStoreThatIsAwayInTheMiddleOfATableIsWaitedForAndNothingIsReadAgain() throws Exception {
        try (S3Server s3 = S3Server.start();
                HttpFaultProxy proxy = HttpFaultProxy.before(s3.endpoint())) {
            s3.createBucket("lake");
            AgentHost agent = slowly(new AgentHost(folder.resolve("store"), set, leaf, s3, "ride"))
                    .with("s3.endpoint", proxy.endpoint().toString())
                    .with("upload.part-bytes", "5MiB");
            Process run = agent.start("backup");
            agent.awaitWords(run, "snapshot taken");
            proxy.inject(HttpFault.resetRequestAfter(0), ".*", Integer.MAX_VALUE);
            agent.awaitWords(run, "waiting for the store");
            s3.kill9();
            proxy.heal();
            s3.restart();
            Ended ended = agent.await(run);
            assertComplete(ended, new StoredDay(s3.data().resolve("lake/ride")));
            assertTrue(ended.out().contains("  waited    "), ended.out());
            assertFalse(ended.err().contains("comes again"), ended.err());
            assertFalse(ended.err().contains("snapshot taken round=2"), ended.err());
        }
    }

    @Test
    void aServerThatIsRestartedInTheMiddleOfATableIsWaitedForAndDoneTablesAreNotTakenAgain() throws Exception {
        AgentHost agent =
                slowly(new AgentHost(folder.resolve("server"), set, leaf)).with("tables.first", "ride.first");
        Process run = agent.start("backup");
        agent.awaitWords(run, "table published table=\"demo.ride.first");
        leaf.kill9();
        agent.awaitWords(run, "waiting for the server");
        leaf.start();
        Ended ended = agent.await(run);
        assertComplete(ended, new StoredDay(agent.store()));
        assertTrue(ended.err().contains("server was started anew: role and cutoff are proved again"), ended.err());
        assertTrue(ended.err().contains("table comes again table=\"demo.ride.big"), ended.err());
        assertEquals(
                1,
                ended.err()
                        .lines()
                        .filter(line -> line.contains("table published table=\"demo.ride.first"))
                        .count(),
                ended.err());
    }

    @Test
    void aServerThatIsAwayLongerThanTheBudgetStopsTheRunWithoutPublishingAnyPart() throws Exception {
        AgentHost agent =
                slowly(new AgentHost(folder.resolve("budget"), set, leaf)).with("retry.budget", "1s");
        try (TcpFaultProxy proxy = TcpFaultProxy.before(leaf)) {
            agent.with("mysql.port", Integer.toString(proxy.port())).with("tables.first", "ride.first");
            Process run = agent.start("backup");
            agent.awaitWords(run, "table published table=\"demo.ride.first");
            proxy.refuseConnections();
            proxy.cutAll();
            Ended ended = agent.await(run);
            assertTrue(ended.exit() == 12 || ended.exit() == 1, ended.err());
            assertTrue(ended.err().contains("waiting for the server ends without an answer"), ended.err());
            assertEquals(
                    1, new StoredDay(agent.store()).tables("budget").size(), "the first table and no part of another");
        }
        assertComplete(
                new AgentHost(folder.resolve("budget"), set, leaf).run("backup"),
                new StoredDay(folder.resolve("budget").resolve("store")));
    }

    @Test
    void aServerThatComesBackAsAPrimaryIsNotReadAnyMore() throws Exception {
        AgentHost agent = slowly(new AgentHost(folder.resolve("promoted"), set, leaf));
        try (TcpFaultProxy proxy = TcpFaultProxy.before(leaf)) {
            agent.with("mysql.port", Integer.toString(proxy.port()));
            Process run = agent.start("backup");
            agent.awaitWords(run, "snapshot taken");
            proxy.refuseConnections();
            proxy.cutAll();
            agent.awaitWords(run, "waiting for the server");
            leaf.execute("SET GLOBAL read_only = OFF");
            proxy.acceptConnections();
            Ended ended = agent.await(run);
            assertEquals(12, ended.exit(), ended.err());
            assertTrue(ended.errorLines().get(0).startsWith("stopped: Host is no replica any more"), ended.err());
            assertFalse(ended.err().contains("snapshot taken round=2"), ended.err());
            assertEquals(Map.of(), new StoredDay(agent.store()).tables("promoted"));
        } finally {
            leaf.execute("SET GLOBAL read_only = ON");
            if (engine == Engine.MYSQL) {
                leaf.execute("SET GLOBAL super_read_only = ON");
            }
        }
    }

    private void assertComplete(Ended ended, StoredDay day) throws Exception {
        assertEquals(0, ended.exit(), ended.out() + ended.err());
        assertTrue(ended.out().contains(": complete"), ended.out());
        Map<String, String> tables = day.tables("ride");
        for (String table : Stream.of("big", "first", "last").toList()) {
            String rows = leaf.queryText("SELECT COUNT(*) FROM ride." + table);
            assertTrue(tables.get(table).startsWith(rows + " "), tables.toString());
        }
        SharedServers.awaitReplication(set);
    }

    /** Long enough for something to happen meanwhile: 8 MB at 2 MiB a second. */
    private static AgentHost slowly(AgentHost agent) throws IOException {
        return agent.with("watchdog.interval", "200ms")
                .with("snapshot.connections", "1")
                .with("tables.parallel", "1")
                .with("retry.backoff", "200ms")
                .with("retry.budget", "5m")
                .with("throttle.bytes-per-second", "2MiB");
    }
}
