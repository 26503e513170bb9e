package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.oracle.Lake;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.NodeOptions;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nights on a chain of servers, root to middle to leaf, whose clocks pass midnight while somebody sleeps or stalls: whole runs at the leaf.
 * What is not proved publishes nothing, and once it is, the day is completed and true. Each test has a night of its own, the next one.
 */
@ParameterizedClass
@EnumSource
final class MidnightIT {
    private static final int NOT_YET = 11;
    private static final int FIRST_NIGHT = 15;
    private static final int OTHER_DOMAIN = 7;
    private static final String NO_PATIENCE = "cutoff.deadline=1s";
    private static final String HEARTBEAT = "heartbeat.table=beat.heartbeat";
    private static final String[] SILENT_SOURCE = {NO_PATIENCE, "primary.host=127.0.0.1", "primary.port=1"};
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private static Line line;
    private static boolean mariaDb;
    private static LocalDate dt;
    private static int lastId;

    private final Node root = line.primary();
    private final Node middle = line.servers().node("middle");
    private final Node leaf = line.servers().node("leaf");
    private final Instant cutoff = nextNight();

    @SuppressWarnings("unused") // the class needs a constructor that takes it
    MidnightIT(Engine engine) {}

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) throws Exception {
        LineOptions options = TestLines.options(engine, "midnight", 0);
        Engines.requireClock(engine, Assumptions::abort);
        mariaDb = engine == Engine.MARIADB;
        dt = LocalDate.now(ZoneOffset.UTC).minusDays(FIRST_NIGHT);
        line = Line.start(options.withAgentSetting("cutoff.latest-snapshot", "60d")
                .withServers(ReplicaSetOptions.of(engine)
                        .withNode(NodeOptions.replica("middle", "primary"))
                        .withNode(NodeOptions.replica("leaf", "middle"))
                        .withNode(NodeOptions.replica("witness", "primary"))
                        .withClock(dt.atStartOfDay().toInstant(ZoneOffset.UTC))));
        line.primary()
                .execute(
                        "CREATE DATABASE beat",
                        "CREATE TABLE beat.heartbeat (server_id INT UNSIGNED NOT NULL, domain_id INT UNSIGNED NOT NULL,"
                                + " ts TIMESTAMP(6) NOT NULL, PRIMARY KEY (server_id, domain_id))",
                        "CREATE TABLE beat.orders (id INT PRIMARY KEY)");
        line.catchUp();
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        if (line != null) {
            line.close();
        }
    }

    @Test
    void anIdleRootIsWaitedForUntilItsOwnClockHasPassedTheCutoff() throws Exception {
        try (FaultDay day = day("idle")) {
            line.servers().setClock(cutoff.minus(Duration.ofMinutes(10)));
            try (ToolRun run = day.start()) {
                assertTrue(run.prints("Cutoff: the clock of root", Await.LIMIT), run.output());
                day.requireNothing();
                line.servers().setClock(cutoff.minusSeconds(1));
                day.requireEnd(run, 0);
            }
            requireEvidence(day, "source");
        }
    }

    @Test
    void aRootThatIsFrozenAcrossTheCutoffLeavesItUnproved() throws Exception {
        try (FaultDay day = day("frozen")) {
            line.servers().setClock(cutoff.minus(MOMENT));
            beat("SYSDATE(6)");
            order();
            middle.waitUntilCaughtUpWith(root, Await.LIMIT);
            leaf.waitUntilCaughtUpWith(root, Await.LIMIT);
            root.pause();
            try {
                line.servers().setClock(cutoff.plus(MOMENT));
                for (String[] settings : List.of(new String[] {NO_PATIENCE}, new String[] {NO_PATIENCE, HEARTBEAT})) {
                    ToolOutcome ended = day.requireNothing(day.start(settings), NOT_YET);
                    assertTrue(ended.words().contains("Cutoff is not proved without the source"), ended.output());
                }
            } finally {
                root.resume();
            }
            order();
            day.complete();
            requireEvidence(day, "source");
        }
    }

    @Test
    void whatLayInABufferAcrossTheCutoffProvesNothing() throws Exception {
        try (FaultDay day = day("buffered")) {
            line.servers().setClock(cutoff.minus(MOMENT.multipliedBy(2)));
            middle.pause();
            try {
                beat("SYSDATE(6)");
                order();
                line.servers().setClock(cutoff.plus(MOMENT));
            } finally {
                middle.resume();
            }
            leaf.waitUntilCaughtUpWith(root, Await.LIMIT);
            day.requireNothing(day.start(SILENT_SOURCE), NOT_YET);
            ToolOutcome ended = day.requireNothing(day.start(with(HEARTBEAT)), NOT_YET);
            assertTrue(ended.words().contains(" is before the cutoff "), ended.output());
            day.complete();
        }
    }

    @Test
    void aStalledServerOfTheChainLeavesItUnprovedWhatTheServersBelowSay() throws Exception {
        try (FaultDay day = day("stalled")) {
            line.servers().setClock(cutoff.minus(MOMENT.multipliedBy(2)));
            middle.stopReplication();
            try {
                order();
                line.servers().setClock(cutoff.plus(MOMENT));
                beat("SYSDATE(6)");
                leaf.waitUntilCaughtUpWith(middle, Await.LIMIT);
                ToolOutcome ended = day.requireNothing(day.start(NO_PATIENCE), NOT_YET);
                assertTrue(ended.words().contains("not all transactions are applied"), ended.output());
                day.requireNothing(day.start(with(HEARTBEAT)), NOT_YET);
            } finally {
                middle.startReplication();
            }
            day.complete();
        }
    }

    @Test
    void aHeartbeatInLocalTimeProvesNothingAndOnePastTheCutoffDoes() throws Exception {
        try (FaultDay day = day("heartbeat")) {
            line.servers().setClock(cutoff.minus(Duration.ofHours(1)));
            beat("SYSDATE(6) + INTERVAL 2 HOUR");
            order();
            leaf.waitUntilCaughtUpWith(root, Await.LIMIT);
            ToolOutcome ended = day.requireNothing(day.start(with(HEARTBEAT)), NOT_YET);
            assertTrue(ended.words().contains("the writer's clock is wrong"), ended.output());
            line.servers().setClock(cutoff.plus(MOMENT));
            beat("SYSDATE(6)");
            leaf.waitUntilCaughtUpWith(root, Await.LIMIT);
            day.complete(with(HEARTBEAT));
            requireEvidence(day, "heartbeat");
        }
    }

    @Test
    void aDomainThatLagsBehindTheOthersLeavesItUnproved() throws Exception {
        Assumptions.assumeTrue(mariaDb, "MySQL has no domains");
        try (FaultDay day = day("domains");
                Connection blocker = leaf.connect();
                Statement statement = blocker.createStatement()) {
            line.servers().setClock(cutoff.minus(MOMENT.multipliedBy(2)));
            beat("SYSDATE(6)");
            leaf.waitUntilCaughtUpWith(root, Await.LIMIT);
            statement.execute("LOCK TABLES beat.orders READ");
            root.execute("SET SESSION gtid_domain_id = " + OTHER_DOMAIN, insertOrder());
            line.servers().setClock(cutoff.plus(MOMENT));
            root.execute(beats("SYSDATE(6)").get(0).split(";"));
            String fresh = "SELECT 1 FROM beat.heartbeat WHERE domain_id = 0 AND ts > '"
                    + cutoff.toString().replaceAll("[TZ]", " ") + "'";
            Await.row(leaf, fresh);
            ToolOutcome silent = day.requireNothing(day.start(with(HEARTBEAT)), NOT_YET);
            assertTrue(silent.words().contains("domain " + OTHER_DOMAIN), silent.output());
            day.requireNothing(day.start(NO_PATIENCE), NOT_YET);
            statement.execute("UNLOCK TABLES");
            day.complete();
        }
    }

    private static Instant nextNight() {
        dt = dt.plusDays(1);
        return dt.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private FaultDay day(String name) throws Exception {
        return FaultDay.begin(line, leaf, name, dt);
    }

    private static String[] with(String setting) {
        List<String> all = new ArrayList<>(List.of(SILENT_SOURCE));
        all.add(setting);
        return all.toArray(String[]::new);
    }

    private void order() throws Exception {
        root.execute(insertOrder());
    }

    private static String insertOrder() {
        return "INSERT INTO beat.orders VALUES (" + ++lastId + ")";
    }

    private void beat(String time) throws Exception {
        for (String statement : beats(time)) {
            root.execute(statement.split(";"));
        }
    }

    /** One for each domain that a test here writes in. */
    private static List<String> beats(String time) {
        if (!mariaDb) {
            return List.of("REPLACE INTO beat.heartbeat VALUES (@@server_id, 0, " + time + ")");
        }
        return List.of(0, OTHER_DOMAIN).stream()
                .map(domain -> "SET SESSION gtid_domain_id = " + domain
                        + ";REPLACE INTO beat.heartbeat VALUES (@@server_id, @@gtid_domain_id, " + time + ")")
                .toList();
    }

    /** Every manifest tells how the cutoff was proved. */
    private void requireEvidence(FaultDay day, String proof) throws Exception {
        Lake lake = day.root().lake();
        List<Lake.Entry> manifests = lake.list("manifests/");
        assertFalse(manifests.isEmpty());
        for (Lake.Entry manifest : manifests) {
            String text = new String(lake.read(manifest.key()), StandardCharsets.UTF_8);
            assertTrue(text.matches("(?si).*\"proof\"\\s*:\\s*\"" + proof + "\".*"), text);
            assertTrue(text.contains(cutoff.toString()), text);
        }
    }
}
