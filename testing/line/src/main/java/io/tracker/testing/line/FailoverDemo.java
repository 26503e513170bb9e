package io.tracker.testing.line;

import io.tracker.testing.line.oracle.BackupManifest;
import io.tracker.testing.line.oracle.CurrentManifests;
import io.tracker.testing.line.oracle.DayOracle;
import io.tracker.testing.line.oracle.MismatchException;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.oracle.Tally;
import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.FreshFolder;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.ContinuousWriter;
import io.tracker.testing.servers.HttpFault;
import io.tracker.testing.servers.HttpFaultProxy;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.SeededData;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A failover before the user's eyes: a replica is promoted in the middle of its dump, and the day is completed by the others, with nobody
 * awake. Each step that is not as promised ends the demo.
 */
final class FailoverDemo {
    static final double SCALE = 0.05;
    private static final int LARGE_ROWS = 24;
    private static final long SLOW_BYTES_PER_SECOND = 250_000;
    private static final int WRITES_PER_SECOND = 50;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final DemoOptions options;
    private final Screen screen;
    private final Project project = Project.ofThisProcess();
    private final DemoText text;
    private long commits;

    FailoverDemo(DemoOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
        this.text = new DemoText(screen, project, options.folder(project, "demo-failover"));
    }

    boolean run() throws IOException, SQLException, InterruptedException {
        long started = System.nanoTime();
        text.title("Tracker: a replica is promoted in the middle of its dump", options);
        try (Line line = startServers();
                HttpFaultProxy slowStore = HttpFaultProxy.before(line.s3().endpoint())) {
            Node oldPrimary = line.servers().primary();
            Node promoted = line.servers().replicas().get(0);
            Node next = line.servers().replicas().get(1);
            Set<String> first = theFailover(line, slowStore, oldPrimary, promoted, next);
            try (ContinuousWriter writer = ContinuousWriter.start(promoted, options.seed() + 1, WRITES_PER_SECOND)) {
                agentOnTheNewPrimary(line, promoted);
                agentOnTheNextReplica(line, next);
                agentOnTheDemotedPrimary(line, oldPrimary, promoted);
                aNewHost(line, promoted, List.of(oldPrimary, next), first);
                commits += writer.commits();
            }
            ending(line, started);
            if (options.keep()) {
                keep(line);
                Demo.waitForTheUser();
            }
            return true;
        }
    }

    private Line startServers() throws IOException, SQLException, InterruptedException {
        screen.step("Start a primary, two replicas and an S3 server on loopback");
        Line line = Line.start(
                LineOptions.of(ReplicaSetOptions.of(options.engine()).withReplicas(2), FreshFolder.at(text.folder()))
                        .withAgentSetting("tables.parallel", "2")
                        .withAgentSetting("snapshot.connections", "2")
                        .withAgentSetting("upload.parallel", "2")
                        .withAgentSetting("upload.part-bytes", "5MiB")
                        .withAgentSetting("lease.ttl", "5s"));
        text.servers(line);
        return line;
    }

    /** Returns the tables that the promoted replica had published. */
    private Set<String> theFailover(Line line, HttpFaultProxy slowStore, Node oldPrimary, Node promoted, Node next)
            throws IOException, SQLException, InterruptedException {
        screen.step("Load a seeded data set, and go on writing to the primary from now on");
        SeededData data = SeededData.of(options.seed(), options.scale());
        data.load(oldPrimary);
        LargeTable.load(oldPrimary, options.seed(), LARGE_ROWS);
        line.catchUp();
        text.data(data);
        screen.step(
                "The timer fires on replica-1: its agent reads the tables, the largest of them over a slow way to S3");
        slowStore.inject(HttpFault.slowRequest(SLOW_BYTES_PER_SECOND), "PUT .*partNumber=.*", Integer.MAX_VALUE);
        StoreAddress throughSlow = new StoreAddress(
                slowStore.endpoint(),
                line.backups().accessKey(),
                line.backups().secretKey(),
                line.backups().bucket(),
                line.backups().prefix());
        try (ToolRun run = start(line, promoted, throughSlow)) {
            try (ContinuousWriter writer = ContinuousWriter.start(oldPrimary, options.seed(), WRITES_PER_SECOND)) {
                require(run.prints("table published", LIMIT), "no table is published: " + run.output());
                commits += writer.commits();
            }
            screen.sayWithSeconds("A table is published, and social.large is on its way.");
            promote(oldPrimary, promoted, next);
            ContinuousWriter writes = ContinuousWriter.start(promoted, options.seed() + 2, WRITES_PER_SECOND);
            try (writes) {
                awaitNoRow(promoted, line.agentConnections());
                screen.sayWithSeconds("No connection of the agent is left at replica-1, where writes go on.");
                screen.step("What the agent on replica-1 says");
                ToolOutcome stopped = run.await(LIMIT).require(12);
                text.agent(stopped);
                require(stopped.words().contains("stopped: "), "the agent does not say that it was stopped");
            }
            commits += writes.commits();
        }
        Set<String> published = published(line);
        require(
                !published.isEmpty() && !published.contains("social.large"),
                "the promotion was not in the middle of the dump, published were " + published);
        screen.say("Published before: " + String.join(", ", published));
        return published;
    }

    private void promote(Node oldPrimary, Node promoted, Node next) throws SQLException, InterruptedException {
        screen.step(
                "Promote replica-1 in the middle of its dump: RESET REPLICA ALL, read_only off, the others repointed");
        promoted.waitUntilCaughtUpWith(oldPrimary, LIMIT);
        promoted.promote();
        oldPrimary.repointTo(promoted);
        next.reparentTo(promoted);
        screen.sayWithSeconds("replica-1 is the primary now; primary and replica-2 follow it.");
    }

    private void agentOnTheNewPrimary(Line line, Node promoted) throws IOException, InterruptedException {
        screen.step("The timer fires there again: from a primary nothing is read");
        text.agent(backup(line, promoted).require(10));
    }

    private void agentOnTheNextReplica(Line line, Node next) throws IOException, InterruptedException {
        screen.step("The timer fires on replica-2: its agent completes the day");
        ToolOutcome outcome = backup(line, next).require(0);
        text.agent(outcome);
        require(outcome.words().contains(": complete"), "the day is not complete");
    }

    private void agentOnTheDemotedPrimary(Line line, Node oldPrimary, Node promoted)
            throws IOException, SQLException, InterruptedException {
        screen.step(
                "The timer fires on the demoted primary: it joins as a replica, with the configuration that it had");
        oldPrimary.waitUntilCaughtUpWith(promoted, LIMIT);
        ToolOutcome outcome = backup(line, oldPrimary).require(0);
        text.agent(outcome);
        requireNothingTaken(outcome);
    }

    private void aNewHost(Line line, Node promoted, List<Node> replicas, Set<String> first)
            throws IOException, SQLException, InterruptedException {
        screen.step(
                "A new host comes: replica-3 begins empty, and is stopped where each snapshot was taken, to prove the day");
        Node fresh = line.servers().addReplica("replica-3", promoted);
        Witness witness = line.witness();
        witness.receive();
        Map<String, Tally> tables;
        try (S3Lake lake = line.backups().lake()) {
            tables = new DayOracle(lake, AgentHost.REPLICA_SET, line.dt(), witness, replicas).check(0);
            proof(CurrentManifests.of(lake, line.dt().toString()), tables, first);
        }
        screen.step("It follows, and its timer fires: the same configuration as everywhere");
        witness.release();
        fresh.waitUntilCaughtUpWith(promoted, LIMIT);
        ToolOutcome outcome = backup(line, fresh).require(0);
        text.agent(outcome);
        requireNothingTaken(outcome);
        List<Node> following = new ArrayList<>(replicas);
        following.add(fresh);
        for (Node replica : following) {
            require(replica.isReplicationRunning(), "replication does not run: " + replica.name());
        }
        screen.say("Replication runs on "
                + String.join(", ", following.stream().map(Node::name).toList()) + ".");
    }

    private void proof(List<BackupManifest> manifests, Map<String, Tally> tables, Set<String> first) {
        TextTable shown = new TextTable("table", "read on", ">rows", "at the server", "in the backup");
        for (BackupManifest manifest : manifests) {
            String name = manifest.schema() + "." + manifest.table();
            Tally tally = tables.get(name);
            shown.row(
                    name,
                    first.contains(name) ? "replica-1" : "replica-2",
                    Screen.count(tally.rows()),
                    tally.shortDigest(),
                    screen.mark(true) + " " + tally.shortDigest());
        }
        screen.say(shown.render());
        screen.sayWithSeconds(
                "One manifest a table; every row is equal, read by code that shares nothing with the agent.");
    }

    private void ending(Line line, long started) {
        screen.step("The day is complete, and nobody was woken");
        screen.say(screen.mark(true) + " the failover took "
                + Screen.seconds(Duration.ofNanos(System.nanoTime() - started)) + "; "
                + Screen.count(commits) + " transactions were written meanwhile");
        screen.say("");
        screen.say("What to try next");
        screen.say("  ./tracker demo failover --keep            look around: servers, store, tools");
        screen.say("  ./tracker demo failover --engine " + DemoText.other(line) + "     the same on the other engine");
        screen.say(
                "  ./tracker soak --fleet --minutes 30       random schedules of promotions, kills, S3 faults and DDL");
    }

    private void keep(Line line) throws IOException {
        screen.step("The servers stay up. Press Enter (or Ctrl-C) to end them. In another terminal, in "
                + project.root() + ":");
        for (Node node : line.servers().nodes()) {
            screen.say("./tracker agent doctor --config " + line.agent(node).config());
        }
        screen.say("./tracker agent list --config " + line.agent(line.replica()).config());
    }

    private static ToolRun start(Line line, Node node, StoreAddress store) throws IOException {
        return line.agent(node, store).start("backup", "--dt", line.dt().toString());
    }

    private static ToolOutcome backup(Line line, Node node) throws IOException, InterruptedException {
        return line.backup(node);
    }

    private static Set<String> published(Line line) throws IOException {
        Set<String> names = new TreeSet<>();
        try (S3Lake lake = line.backups().lake()) {
            for (BackupManifest manifest : CurrentManifests.of(lake, line.dt().toString())) {
                names.add(manifest.schema() + "." + manifest.table());
            }
        }
        return names;
    }

    private static void requireNothingTaken(ToolOutcome outcome) throws MismatchException {
        require(outcome.words().contains("taken     0 tables"), "the agent took tables that were done");
    }

    private static void awaitNoRow(Node node, String query)
            throws SQLException, InterruptedException, MismatchException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!node.queryTexts(query).isEmpty()) {
            require(System.nanoTime() < end, "still rows: " + query);
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    private static void require(boolean asPromised, String otherwise) throws MismatchException {
        if (!asPromised) {
            throw new MismatchException("Not as promised: " + otherwise);
        }
    }
}
