package io.tracker.agent.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.failure.StoppedException;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.SharedServers;
import io.tracker.schemas.manifest.Position;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class RoleReaderIT {
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    private final Engine engine;
    private final ReplicaSet set;
    private final Node middle;
    private final Node leaf;

    RoleReaderIT(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
        this.middle = set.node("middle");
        this.leaf = set.node("leaf");
    }

    @BeforeEach
    void replicationRuns() throws Exception {
        SharedServers.awaitReplication(set);
    }

    @Test
    void knowsAPrimaryForNoReplica() throws Exception {
        Role.NotReplica role = assertInstanceOf(Role.NotReplica.class, read(set.primary()));
        assertTrue(role.reason().endsWith(" is no replica: no replication is configured"), role.reason());
    }

    @Test
    void knowsAReplicaWithItsSourceAndBothServersIdentities() throws Exception {
        Role.Replica role = replica(leaf);
        assertEquals(1, role.channels().size());
        ReplicaChannel channel = role.channels().get(0);
        assertEquals(new ServerAddress("127.0.0.1", middle.port()), channel.source());
        assertTrue(channel.receiverRunning() && channel.applier().running() && channel.gtid(), channel.toString());
        assertEquals("none", role.errant());
        assertEquals(2, role.servers().size());
        assertTrue(role.servers().contains(role.server().uuid()));
        assertTrue(role.servers().contains(replica(middle).server().uuid()));
        assertEquals(engine.key(), role.server().engine());
    }

    @Test
    void takesAStoppedApplierForAReplicaAllTheSame() throws Exception {
        leaf.stopReplication();
        try {
            ReplicaChannel channel = replica(leaf).channels().get(0);
            assertFalse(channel.applier().running());
            assertEquals(Optional.of("it was stopped"), channel.applier().stoppedBecause());
        } finally {
            leaf.startReplication();
        }
    }

    @Test
    void takesAServerThatTakesWritesForNoReplica() throws Exception {
        leaf.execute("SET GLOBAL read_only = OFF");
        try {
            Role.NotReplica role = assertInstanceOf(Role.NotReplica.class, read(leaf));
            assertTrue(role.reason().endsWith("read_only is off"), role.reason());
        } finally {
            leaf.execute(engine == Engine.MYSQL ? "SET GLOBAL super_read_only = ON" : "SET GLOBAL read_only = ON");
        }
    }

    @Test
    void refusesAReplicaWithTransactionsOfItsOwnUntilTheSourceHasThem() throws Exception {
        String errant = commitAtTheLeaf();
        OperatorException refusal = assertThrows(OperatorException.class, () -> read(leaf));
        assertTrue(
                refusal.getMessage().contains("(got " + errant + ", which its source 127.0.0.1:"),
                refusal.getMessage());
        forgive(errant);
        assertEquals("none", replica(leaf).errant());
    }

    @Test
    void saysSoWhenTheSourceCannotBeAsked() throws Exception {
        middle.pause();
        try {
            Role.Replica role = replica(leaf);
            assertTrue(role.errant().startsWith("unchecked: Server does not answer"), role.errant());
        } finally {
            middle.resume();
        }
    }

    @Test
    void refusesAReplicaThatLeavesTransactionsOut() throws Exception {
        filter("no.table");
        try {
            OperatorException refusal = assertThrows(OperatorException.class, () -> read(leaf));
            assertTrue(refusal.getMessage().contains("Replicate_Ignore_Table=no.table"), refusal.getMessage());
        } finally {
            filter("");
        }
    }

    @Test
    void acceptsADemotedPrimaryWithItsOldTransactionsAndRefusesToGoOnAtThePromotedServer() throws Exception {
        SharedServers.run(set, "CREATE DATABASE before_switch");
        Role.Replica before = replica(middle);
        Position position = new Position(applied(middle), Optional.empty(), Optional.empty());
        RoleReader reader = new RoleReader(SharedServers.agent(set, middle));
        assertEquals(before.server(), reader.confirm(before, position).server());

        middle.promote();
        set.primary().repointTo(middle);
        try {
            StoppedException stopped = assertThrows(StoppedException.class, () -> reader.confirm(before, position));
            assertTrue(stopped.getMessage().contains("no replication is configured"), stopped.getMessage());
            middle.execute("CREATE DATABASE after_switch");
            set.primary().waitUntilCaughtUpWith(middle, CATCH_UP);
            assertEquals("none", replica(set.primary()).errant());
        } finally {
            set.primary().waitUntilCaughtUpWith(middle, CATCH_UP);
            set.primary().promote();
            middle.repointTo(set.primary());
        }
        SharedServers.run(set, "DROP DATABASE before_switch", "DROP DATABASE after_switch");
        assertEquals("none", replica(middle).errant());
    }

    @Test
    void goesOnUnderANewSourceThatHasAllOfTheSnapshotAndStopsUnderOneThatHasNot() throws Exception {
        Role.Replica before = replica(leaf);
        Position position = new Position(applied(leaf), Optional.empty(), Optional.empty());
        Position ahead = new Position(position.gtid() + ahead(), Optional.empty(), Optional.empty());
        RoleReader reader = new RoleReader(SharedServers.agent(set, leaf));
        leaf.repointTo(set.primary());
        try {
            Role.Replica now = reader.confirm(before, position);
            assertEquals(set.primary().port(), now.channels().get(0).source().port());
            StoppedException stopped = assertThrows(StoppedException.class, () -> reader.confirm(before, ahead));
            assertTrue(stopped.getMessage().contains("lacks what the snapshot holds"), stopped.getMessage());
        } finally {
            leaf.repointTo(middle);
        }
    }

    private Role read(Node node) throws Exception {
        return new RoleReader(SharedServers.agent(set, node)).read();
    }

    private Role.Replica replica(Node node) throws Exception {
        return assertInstanceOf(Role.Replica.class, read(node));
    }

    private String applied(Node node) throws Exception {
        try (var session = SharedServers.agent(set, node).open("test")) {
            return Gtids.applied(session);
        }
    }

    private String ahead() {
        return engine == Engine.MYSQL ? ",00000000-0000-0000-0000-000000000001:1" : ",9-9-9";
    }

    /** Gives the GTID. */
    private String commitAtTheLeaf() throws Exception {
        if (engine == Engine.MARIADB) {
            try (Connection connection = leaf.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION gtid_domain_id = 7");
                statement.execute("CREATE DATABASE errant");
            }
            return "7-" + leaf.queryText("SELECT @@server_id") + "-1";
        }
        leaf.execute("SET GLOBAL read_only = OFF", "CREATE DATABASE errant", "SET GLOBAL super_read_only = ON");
        return leaf.queryText("SELECT @@server_uuid") + ":1";
    }

    private void forgive(String errant) throws Exception {
        if (engine == Engine.MARIADB) {
            leaf.execute("SET SESSION sql_log_bin = 0", "DROP DATABASE errant", "RESET MASTER");
            return;
        }
        set.primary().execute("SET GTID_NEXT = '" + errant + "'", "BEGIN", "COMMIT", "SET GTID_NEXT = AUTOMATIC");
        SharedServers.catchUp(set);
        leaf.execute(
                "SET GLOBAL read_only = OFF",
                "SET sql_log_bin = 0",
                "DROP DATABASE errant",
                "SET GLOBAL super_read_only = ON");
    }

    private void filter(String table) throws Exception {
        if (engine == Engine.MARIADB) {
            leaf.execute("STOP SLAVE", "SET GLOBAL replicate_ignore_table = '" + table + "'", "START SLAVE");
        } else {
            leaf.execute(
                    "STOP REPLICA SQL_THREAD",
                    "CHANGE REPLICATION FILTER REPLICATE_IGNORE_TABLE = (" + table + ")",
                    "START REPLICA SQL_THREAD");
        }
    }
}
