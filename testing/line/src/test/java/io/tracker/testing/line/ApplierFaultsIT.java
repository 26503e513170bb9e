package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.oracle.DayOracle;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to replication before and while the agent stops its applier: whole runs, with the oracle after them. */
@ParameterizedClass
@EnumSource
final class ApplierFaultsIT {
    private static final int OPERATOR = 2;
    private static final int NOTHING_TO_DO = 10;
    private static final int NOT_YET = 11;
    private static final String NO_PATIENCE = "cutoff.deadline=1s";
    private static final String STOPS = "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE 'STOP %'";
    private static final String WAITING_APPLIERS =
            "SELECT ID FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table%lock%'";

    private static FaultLine scene;
    private static int lastId = 100;

    private final Node replica = scene.replica();
    private final boolean mariaDb = scene.engine() == Engine.MARIADB;

    @SuppressWarnings("unused") // the scene has it too; the class needs a constructor that takes it
    ApplierFaultsIT(Engine engine) {}

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) throws Exception {
        scene = FaultLine.start(engine, "applier-faults");
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    void anAgentKilledWhileItStopsTheApplierIsRepairedAsTheServiceManagerDoes() throws Exception {
        try (FaultDay day = scene.day("window");
                Connection blocker = replica.connect();
                Statement statement = blocker.createStatement()) {
            try (ToolRun run = stopBehindATransaction(day, statement)) {
                run.kill9();
            }
            statement.execute("UNLOCK TABLES");
            assertTrue(Files.exists(day.host().state().resolve("stop-intent")), "no intent is left to repair by");
            day.host().start("repair").await(Await.LIMIT).require(0);
            Await.until("replication", replica::isReplicationRunning);
            day.requireNothing();
            day.complete();
        }
    }

    @Test
    void aStopBehindALongTransactionIsFollowedToItsEnd() throws Exception {
        if (!mariaDb) {
            // the server then gives up waiting, with error 1875, and the applier stops later
            replica.execute("SET GLOBAL rpl_stop_replica_timeout = 2");
        }
        try (FaultDay day = scene.day("long");
                Connection blocker = replica.connect();
                Statement statement = blocker.createStatement();
                ToolRun run = stopBehindATransaction(day, statement)) {
            if (!mariaDb) {
                Await.noRow(replica, STOPS);
            }
            statement.execute("UNLOCK TABLES");
            day.requireEnd(run, 0);
        } finally {
            if (!mariaDb) {
                replica.execute("SET GLOBAL rpl_stop_replica_timeout = DEFAULT");
            }
        }
    }

    @Test
    void anApplierThatSomebodyStoppedIsWaitedForToTheDeadlineAndLeftAlone() throws Exception {
        try (FaultDay day = scene.day("operator")) {
            replica.stopReplication();
            try {
                insertSmall();
                ToolOutcome ended = day.requireNothing(day.start(NO_PATIENCE), NOT_YET);
                assertTrue(ended.words().contains("not yet: "), ended.output());
                assertFalse(replica.isReplicationRunning(), "somebody else's STOP was undone");
            } finally {
                replica.startReplication();
            }
            day.complete();
        }
    }

    @Test
    void aReplicaThatIsDelayedOnPurposeIsWaitedForToTheDeadline() throws Exception {
        try (FaultDay day = scene.day("delayed")) {
            delay(3600);
            try {
                insertSmall();
                ToolOutcome ended = day.requireNothing(day.start(NO_PATIENCE), NOT_YET);
                assertTrue(ended.words().contains("stays 3600 s behind on purpose"), ended.output());
            } finally {
                delay(0);
            }
            day.complete();
        }
    }

    /** On MySQL the failed transaction is a hole before one that is applied; on MariaDB nothing after it is. */
    @Test
    void whatAFailedApplierLeftOutIsNeverBackedUpWithout() throws Exception {
        if (!mariaDb) {
            setCommitOrder("OFF");
            // until it has finished one since its start, MySQL's coordinator gives out no second transaction
            insertSmall();
            replica.waitUntilCaughtUpWith(scene.primary(), Await.LIMIT);
        }
        try (FaultDay day = scene.day("gap")) {
            int conflict = ++lastId;
            scene.letRootWrite();
            try (Connection blocker = replica.connect();
                    Statement statement = blocker.createStatement()) {
                statement.execute("SET SESSION sql_log_bin = 0");
                statement.execute("BEGIN");
                statement.execute("INSERT INTO social.small VALUES (" + conflict + ")");
                commitAtOnce(
                        "INSERT INTO social.small VALUES (" + conflict + ")",
                        "INSERT INTO social.other (id) VALUES (" + conflict + ")");
                if (!mariaDb) {
                    Await.row(replica, "SELECT id FROM social.other WHERE id = " + conflict);
                }
                statement.execute("COMMIT");
            } finally {
                scene.refuseWrites();
            }
            Await.until("the failure of the applier", this::applierHasFailed);
            ToolOutcome ended = day.requireNothing(day.start(NO_PATIENCE), NOT_YET);
            assertTrue(ended.words().contains("not yet: "), ended.output());
            assertTrue(ended.words().contains("1062"), ended.output());
            scene.changeBehindReplication("DELETE FROM social.small WHERE id = " + conflict);
            replica.startReplication();
            day.complete();
        } finally {
            if (!mariaDb) {
                setCommitOrder("ON");
            }
        }
    }

    @Test
    void aReplicaWithTransactionsOfItsOwnIsRefusedUntilTheyAreMended() throws Exception {
        try (FaultDay day = scene.day("errant")) {
            scene.letRootWrite();
            try {
                String[] statements = {"SET SESSION gtid_domain_id = 7", "CREATE DATABASE errant"};
                replica.execute(mariaDb ? statements : new String[] {statements[1]});
            } finally {
                scene.refuseWrites();
            }
            ToolOutcome refused = day.requireNothing(day.start(), OPERATOR);
            assertTrue(refused.words().contains("errant") || refused.words().contains("of its own"), refused.output());
            scene.changeBehindReplication("DROP DATABASE errant");
            forgiveErrantTransactions();
            day.complete();
        }
    }

    @Test
    void aDemotedPrimaryWithItsOldTransactionsIsBackedUpAndThePromotedServerIsNot() throws Exception {
        Node primary = scene.primary();
        replica.waitUntilCaughtUpWith(primary, Await.LIMIT);
        scene.line().witness().hold();
        replica.promote();
        primary.repointTo(replica);
        try {
            replica.execute("INSERT INTO social.small VALUES (" + ++lastId + ")");
            StoreAddress root = scene.line().store().at("demoted");
            String dt = scene.line().dt().toString();
            AgentHost promoted = scene.line().agent(replica, root);
            promoted.start("backup", "--dt", dt).await(Await.LIMIT).require(NOTHING_TO_DO);
            AgentHost demoted = scene.line().agent(primary, root);
            demoted.start("backup", "--dt", dt).await(Await.LIMIT).require(0);
            DayOracle oracle = new DayOracle(
                    root.lake(),
                    AgentHost.REPLICA_SET,
                    scene.line().dt(),
                    scene.line().witness(),
                    List.of(primary));
            assertEquals(3, oracle.check(0).size());
        } finally {
            primary.waitUntilCaughtUpWith(replica, Await.LIMIT);
            primary.promote();
            replica.repointTo(primary);
            scene.line().witness().release();
        }
    }

    @Test
    void aSnapshotLongAfterTheCutoffIsRefusedAndPublishesNothing() throws Exception {
        try (FaultDay day = scene.day("late")) {
            ToolOutcome refused = day.requireNothing(day.start("cutoff.latest-snapshot=1m"), OPERATOR);
            assertTrue(
                    refused.words()
                            .contains("error: snapshot is too late for dt="
                                    + scene.line().dt()),
                    refused.output());
            day.complete();
        }
    }

    /** A run whose STOP waits, at the server, for a transaction that cannot go on before the tables are unlocked. */
    private ToolRun stopBehindATransaction(FaultDay day, Statement blocker) throws Exception {
        ToolRun run = day.start();
        assertTrue(run.prints("cutoff proved", Await.LIMIT), run.output());
        run.pause();
        blocker.execute("LOCK TABLES social.small READ");
        insertSmall();
        Await.row(replica, WAITING_APPLIERS);
        run.resume();
        Await.row(replica, STOPS);
        return run;
    }

    private static void insertSmall() throws Exception {
        scene.primary().execute("INSERT INTO social.small VALUES (" + ++lastId + ")");
    }

    /** In this order, and in one group of the primary's binlog, so that two appliers of MySQL take a transaction each. */
    private void commitAtOnce(String one, String other) throws Exception {
        if (mariaDb) {
            scene.primary().execute(one, other);
            return;
        }
        String delay = "SET GLOBAL binlog_group_commit_sync_delay = ";
        String count = "SET GLOBAL binlog_group_commit_sync_no_delay_count = ";
        scene.primary().execute(count + 2, delay + 1_000_000);
        try (Connection first = begin(one);
                Connection second = begin(other)) {
            CompletableFuture<Void> committed = CompletableFuture.runAsync(() -> {
                try {
                    first.commit();
                } catch (SQLException e) {
                    throw new CompletionException(e);
                }
            });
            Await.row(
                    scene.primary(),
                    "SELECT id FROM information_schema.processlist WHERE state = 'waiting for handler commit'");
            second.commit();
            committed.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } finally {
            scene.primary().execute(delay + 0, count + 0);
        }
    }

    /** A transaction that is ready to be committed. */
    private static Connection begin(String sql) throws Exception {
        Connection connection = scene.primary().connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }

    private boolean applierHasFailed() throws Exception {
        Map<String, String> status = replica.replicationStatus().orElseThrow();
        return !status.get("Last_SQL_Errno").equals("0");
    }

    private void delay(int seconds) throws Exception {
        if (mariaDb) {
            replica.execute("STOP SLAVE", "CHANGE MASTER TO MASTER_DELAY = " + seconds, "START SLAVE");
        } else {
            replica.execute(
                    "STOP REPLICA SQL_THREAD",
                    "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = " + seconds,
                    "START REPLICA SQL_THREAD");
        }
    }

    private void setCommitOrder(String value) throws Exception {
        replica.execute(
                "STOP REPLICA SQL_THREAD",
                "SET GLOBAL replica_preserve_commit_order = " + value,
                "START REPLICA SQL_THREAD");
    }

    /** MySQL's source is given the transaction as an empty one; MariaDB's replica forgets its own binlog. */
    private void forgiveErrantTransactions() throws Exception {
        if (mariaDb) {
            replica.execute("STOP SLAVE", "RESET MASTER", "START SLAVE");
            return;
        }
        String own = replica.queryText(
                "SELECT GTID_SUBTRACT(@@gtid_executed, '" + scene.primary().position() + "')");
        scene.primary().execute("SET GTID_NEXT = '" + own + "'", "BEGIN", "COMMIT", "SET GTID_NEXT = AUTOMATIC");
    }
}
