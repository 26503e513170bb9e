package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.HttpFault;
import io.tracker.testing.servers.HttpFaultProxy;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.TcpFaultProxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults on the way from the server's rows to the store: no part of a table passes for the table, and running again completes the day. */
@ParameterizedClass
@EnumSource
final class DumpFaultsIT {
    private static final int OPERATOR = 2;
    private static final String SMALL_PARTS = "upload.part-bytes=5MiB";
    private static final String ONE_PART = "upload.parallel=1";

    private static FaultLine scene;

    private final Node replica = scene.replica();

    @SuppressWarnings("unused") // the scene has it too; the class needs a constructor that takes it
    DumpFaultsIT(Engine engine) {}

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) throws Exception {
        scene = FaultLine.start(engine, "dump-faults");
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    void aConnectionThatIsCutInTheMiddleOfAResultIsNeverTheEndOfData() throws Exception {
        try (FaultDay day = scene.day("cut");
                TcpFaultProxy proxy = TcpFaultProxy.before(replica)) {
            proxy.cutAfter(5 << 20, 1);
            ToolOutcome ended = day.requireEnd(day.start("mysql.port=" + proxy.port()), 0);
            assertEquals(1, proxy.cuts());
            assertTrue(ended.output().contains("table comes again table=\"demo.social.large"), ended.output());
            assertTrue(ended.output().contains("snapshot taken round=2"), ended.output());
        }
    }

    @Test
    void aKilledQueryOrConnectionIsTakenAgainFromANewSnapshot() throws Exception {
        for (String kill : List.of("KILL QUERY ", "KILL CONNECTION ")) {
            try (FaultDay day = scene.day(kill.strip().replace(' ', '-'));
                    TcpFaultProxy proxy = TcpFaultProxy.before(replica);
                    HttpFaultProxy store = slowStore();
                    ToolRun run = day.startThrough(store, "mysql.port=" + proxy.port(), SMALL_PARTS, ONE_PART)) {
                replica.execute(kill + freezeInTheMiddleOfTheTable(proxy));
                store.heal();
                proxy.thaw();
                ToolOutcome ended = day.requireEnd(run, 0);
                assertTrue(ended.output().contains("snapshot taken round=2"), ended.output());
            }
        }
    }

    @Test
    void aServerThatIsKilledLeavesNothingHalfDoneAndTheNextRunCompletesTheDay() throws Exception {
        try (FaultDay day = scene.day("server");
                TcpFaultProxy proxy = TcpFaultProxy.before(replica);
                HttpFaultProxy store = slowStore();
                ToolRun run = day.startThrough(store, "mysql.port=" + proxy.port(), SMALL_PARTS, ONE_PART)) {
            freezeInTheMiddleOfTheTable(proxy);
            store.heal();
            replica.kill9();
            ToolOutcome ended;
            try {
                proxy.thaw();
                ended = run.await(Await.LIMIT);
            } finally {
                replica.start();
            }
            assertNotEquals(0, ended.exitCode(), ended.output());
            day.requireNothing();
            day.complete();
        }
    }

    @Test
    void anUploadThatIsCutInItsBodyIsSentAgainOrLeavesTheTableWithoutAManifest() throws Exception {
        try (FaultDay day = scene.day("body");
                HttpFaultProxy proxy = HttpFaultProxy.before(scene.line().s3().endpoint())) {
            proxy.inject(HttpFault.resetRequestAfter(3_000_000), "PUT .*partNumber=.*", 2);
            day.requireEnd(day.startThrough(proxy, SMALL_PARTS), 0);
        }
        try (FaultDay day = scene.day("body-for-good");
                HttpFaultProxy proxy = HttpFaultProxy.before(scene.line().s3().endpoint())) {
            proxy.inject(HttpFault.resetRequestAfter(3_000_000), "PUT .*partNumber=.*", Integer.MAX_VALUE);
            ToolRun run = day.startThrough(proxy, SMALL_PARTS, "retry.attempts=1", "s3.timeout=2s");
            ToolOutcome ended = day.requireEnd(run, 1);
            assertTrue(ended.words().contains("demo.social.large"), ended.output());
            proxy.heal();
            assertEquals(3, day.complete().size());
        }
    }

    @Test
    void aTableLargerThanAnObjectMayBeRollsIntoSeveral() throws Exception {
        try (FaultDay day = scene.day("rolled")) {
            ToolRun run = day.start("object.roll-bytes=6MiB", SMALL_PARTS, "block.bytes=256KiB");
            day.requireEnd(run, 0);
            long objects = day.root().lake().list("data/social/large/").stream()
                    .filter(entry -> entry.key().endsWith(".avro"))
                    .count();
            assertTrue(objects >= 3, objects + " objects");
        }
    }

    @Test
    void aServerWhoseDefaultsAreHostileGivesTheSameRows() throws Exception {
        boolean mariaDb = scene.engine() == Engine.MARIADB;
        String limit = mariaDb ? "max_statement_time" : "max_execution_time";
        replica.execute(
                "SET GLOBAL sql_select_limit = 10",
                "SET GLOBAL sql_mode = 'ANSI,PAD_CHAR_TO_FULL_LENGTH,NO_BACKSLASH_ESCAPES'",
                "SET GLOBAL time_zone = '+05:00'",
                "SET GLOBAL " + limit + " = " + (mariaDb ? "0.001" : "1"),
                "SET GLOBAL completion_type = 'RELEASE'",
                "SET GLOBAL init_connect = 'SET NAMES utf8mb4, autocommit = 0, sql_select_limit = 3'");
        try (FaultDay day = scene.day("hostile")) {
            assertEquals(
                    FaultLine.LARGE_ROWS, day.complete().get("social.large").rows());
        } finally {
            replica.execute(
                    "SET GLOBAL sql_select_limit = DEFAULT",
                    "SET GLOBAL sql_mode = DEFAULT",
                    "SET GLOBAL time_zone = '+00:00'",
                    "SET GLOBAL " + limit + " = 0",
                    "SET GLOBAL completion_type = DEFAULT",
                    "SET GLOBAL init_connect = ''");
        }
    }

    @Test
    void aTableThatIsCreatedAfterThePlanIsNotOfThisDay() throws Exception {
        try (FaultDay day = scene.day("created").withLaterTable("social.late");
                ToolRun run = day.start("throttle.bytes-per-second=4MiB")) {
            assertTrue(run.prints("plan created", Await.LIMIT), run.output());
            scene.primary()
                    .execute("CREATE TABLE social.late (id INT PRIMARY KEY)", "INSERT INTO social.late VALUES (1)");
            Await.row(replica, "SHOW TABLES FROM social LIKE 'late'");
            day.requireEnd(run, 0);
            assertFalse(day.root().lake().list("manifests/").stream()
                    .anyMatch(entry -> entry.key().contains("/late/")));
        } finally {
            scene.primary().execute("DROP TABLE IF EXISTS social.late");
        }
    }

    @Test
    void aTableThatNoSnapshotHoldsIsRefusedWhileItIsWrittenAndTheDayIsCompletedWithThat() throws Exception {
        scene.primary()
                .execute(
                        "CREATE TABLE social.ledger (id INT AUTO_INCREMENT PRIMARY KEY, n INT) ENGINE = MyISAM",
                        "INSERT INTO social.ledger (n) VALUES (1)");
        try (FaultDay day = scene.day("myisam");
                ToolRun run = day.start("throttle.bytes-per-second=4MiB")) {
            assertTrue(run.prints("snapshot taken", Await.LIMIT), run.output());
            for (int i = 0; i < 50; i++) {
                scene.primary().execute("INSERT INTO social.ledger (n) VALUES (" + i + ")");
            }
            ToolOutcome ended = day.requireEnd(run, 0);
            assertTrue(ended.output().contains("refused   demo.social.ledger: engine MyISAM"), ended.output());
        } finally {
            scene.primary().execute("DROP TABLE social.ledger");
        }
    }

    @Test
    void anAccountThatDoesNotSeeEveryTableReadsNone() throws Exception {
        String account = "'" + scene.line().servers().agentUser() + "'@'127.0.0.1'";
        try (FaultDay day = scene.day("hidden")) {
            scene.changeBehindReplication(
                    "REVOKE SELECT ON *.* FROM " + account, "GRANT SELECT ON social.small TO " + account);
            try {
                ToolOutcome ended = day.requireNothing(day.start(), OPERATOR);
                assertTrue(ended.words().contains("SELECT"), ended.output());
            } finally {
                scene.changeBehindReplication(
                        "GRANT SELECT ON *.* TO " + account, "REVOKE SELECT ON social.small FROM " + account);
            }
            assertEquals(3, day.complete().size());
        }
    }

    /** So slow that the agent waits for it with the large table's rows half read. */
    private static HttpFaultProxy slowStore() throws Exception {
        HttpFaultProxy store = HttpFaultProxy.before(scene.line().s3().endpoint());
        store.inject(HttpFault.slowRequest(2L * LargeTable.MEGABYTE), "PUT .*partNumber=.*", Integer.MAX_VALUE);
        return store;
    }

    /** Freezes the network while the table's rows are on their way; the connection's id at the server. */
    private long freezeInTheMiddleOfTheTable(TcpFaultProxy proxy) throws Exception {
        Await.row(replica, LargeTable.dumpQueries());
        proxy.freeze();
        List<Optional<String>> ids = replica.queryTexts(LargeTable.dumpQueries());
        assertEquals(1, ids.size(), "the large table was read to its end meanwhile");
        return Long.parseLong(ids.get(0).orElseThrow());
    }
}
