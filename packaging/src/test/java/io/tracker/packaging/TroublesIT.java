package io.tracker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.Promtool;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each trouble that docs/troubleshooting.md tells of, made on an installed agent: exit code, log, alert and the day's status are as it says. */
final class TroublesIT {
    private static final List<String> LATE_DAY = List.of("--set", "cutoff.latest-snapshot=10d");
    private static final List<String> IMPATIENT = List.of("--set", "cutoff.deadline=2s", "--set", "retry.budget=1s");
    private static final Duration DAYS_LATER = Duration.ofHours(40);

    @TempDir
    private static Path unpacked;

    private static ReplicaSet set;
    private static Path unpackedJobs;

    @TempDir
    private Path folder;

    private InstalledHost host;
    private Path store;

    @BeforeAll
    static void start() throws Exception {
        Engines.require(Engine.MARIADB, Assumptions::abort);
        unpackedJobs = Tarball.unpack("-jobs.tar.gz", unpacked);
        set = ReplicaSet.start(ReplicaSetOptions.of(Engine.MARIADB).withReplicas(2));
        Shop.open(set);
    }

    @AfterAll
    static void stop() throws IOException {
        if (set != null) {
            set.close();
        }
    }

    @BeforeEach
    void install() throws Exception {
        store = Files.createDirectories(folder.resolve("store"));
        expectReplicaSets("shop-1");
        host = installed("host", set.replicas().get(0));
    }

    @Test
    void wrongPassword() throws Exception {
        host.password(set, "wrong");
        assertTold("wrong password", host, host.start("ExecStart"));
    }

    @Test
    void noS3() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path keys = folder.resolve("keys");
        Files.writeString(keys, "[default]\naws_access_key_id=a\naws_secret_access_key=b\n");
        host.with("store.root", "s3://lake/tracker")
                .with("s3.endpoint", "http://127.0.0.1:" + port)
                .with("s3.credentials-file", keys.toString());
        assertTold("no S3", host, start(host, IMPATIENT));
    }

    @Test
    void fullDisk() throws Exception {
        Files.createDirectories(host.state());
        Files.createSymbolicLink(host.state().resolve("stop-intent.next"), Path.of("/dev/full"));
        assertTold("full disk", host, host.start("ExecStart"));
        assertTrue(set.replicas().get(0).isReplicationRunning());
    }

    @Test
    void promotedHost() throws Exception {
        Node promoted = set.replicas().get(1);
        InstalledHost other = installed("promoted", promoted);
        promoted.promote();
        try {
            Program.Ended ended = other.start("ExecStart");
            host.start("ExecStart").require(0);
            assertTold("promoted host", other, ended);
        } finally {
            promoted.repointTo(set.primary());
        }
    }

    @Test
    void lateReplica() throws Exception {
        completeTheDayBefore();
        try (Connection connection = set.replicas().get(0).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLES shop.orders READ");
            Shop.order(set, "late");
            assertTold("late replica", host, start(host, IMPATIENT));
        }
        set.waitUntilCaughtUp(Duration.ofMinutes(1));
    }

    @Test
    void stoppedApplier() throws Exception {
        completeTheDayBefore();
        set.replicas().get(0).execute("STOP SLAVE SQL_THREAD");
        Shop.order(set, "not applied");
        assertTold("stopped applier", host, start(host, IMPATIENT));
        set.replicas().get(0).startReplication();
        set.waitUntilCaughtUp(Duration.ofMinutes(1));
    }

    @Test
    void missingShard() throws Exception {
        expectReplicaSets("shop-1", "shop-2");
        Program.Ended status = assertTold("missing shard", host, host.start("ExecStart"));
        status.require(11);
        assertTrue(status.output().contains("missing  replica set shop-2: "), status.output());
    }

    private void completeTheDayBefore() throws Exception {
        start(host, LATE_DAY, "--dt", yesterday().minusDays(1).toString()).require(0);
    }

    private InstalledHost installed(String name, Node node) throws Exception {
        return InstalledHost.install(folder.resolve(name))
                .fillIn(set, node)
                .with("store.root", store.toUri().toString());
    }

    private static Program.Ended start(InstalledHost host, List<String> settings, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(more));
        words.addAll(settings);
        return host.start("ExecStart", words.toArray(String[]::new));
    }

    /** Holds the document's line to what is seen; answers what the status was. */
    private Program.Ended assertTold(String trouble, InstalledHost at, Program.Ended ended) throws Exception {
        Trouble told = Trouble.of(trouble);
        ended.require(told.exit());
        assertTrue(ended.output().contains(told.log()), ended.output());
        String metrics = at.metrics();
        assertTrue(
                metrics.contains("tracker_agent_last_run_exit_code{replica_set=\"shop-1\"} " + told.exit() + ".0\n"),
                metrics);
        AlertTest alerts = new AlertTest(Promtool.require(Assumptions::abort), folder);
        Instant now = Instant.now();
        if (told.alert().isEmpty()) {
            alerts.expect(metrics, now, Duration.ofHours(2));
        } else if (told.alertAfter().isPresent()) {
            alerts.expect(metrics, now, told.alertAfter().get().dividedBy(2))
                    .expect(metrics, now, told.alertAfter().get().plusMinutes(15), told.alert());
        } else {
            // a host that is silent for so long is told of by its own alert
            alerts.expect(metrics, now, DAYS_LATER, told.alert(), "TrackerTimerSilent");
        }
        alerts.run();
        Program.Ended status = jobs("status", "--dt", yesterday());
        assertTrue(status.output().contains(told.status()), status.output());
        assertEquals(told.status().equals("shop-1: complete"), status.exit() == 0, status.output());
        Path page = folder.resolve("report.html");
        jobs("report", "--from", yesterday(), "--to", yesterday(), "--late-after", "48h", "--out", page)
                .require(0);
        String replicaSet = told.status().substring(0, told.status().indexOf(':'));
        Matcher day = Pattern.compile("\"replicaSet\":\"" + replicaSet + "\",\"days\":\\[\\{\"state\":\"(\\w+)\"")
                .matcher(Files.readString(page));
        assertTrue(day.find(), "the page does not tell of " + replicaSet);
        assertEquals(told.report(), day.group(1));
        return status;
    }

    private Program.Ended jobs(String command, Object... words) throws Exception {
        List<Object> all =
                new ArrayList<>(List.of(unpackedJobs.resolve("bin/tracker-jobs"), command, "--root", store.toUri()));
        all.addAll(List.of(words));
        return Program.of(all.toArray()).with("TRACKER_JOBS_CLIENT", "bundled").run();
    }

    private static LocalDate yesterday() {
        return LocalDate.now(ZoneOffset.UTC).minusDays(1);
    }

    private void expectReplicaSets(String... names) throws IOException {
        List<String> sets = Arrays.stream(names)
                .map(name -> "{\"name\": \"" + name + "\", \"from\": \"2026-01-01\", \"schemas\": []}")
                .toList();
        Files.writeString(
                store.resolve("fleet.json"),
                "{\"format\": \"tracker-fleet\", \"version\": 1, \"replicaSets\": [" + String.join(", ", sets) + "]}");
    }
}
