package io.tracker.testing.line;

import io.tracker.testing.line.oracle.DayOracle;
import io.tracker.testing.line.oracle.Tally;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.HttpFaultProxy;
import io.tracker.testing.servers.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A day in a store of its own that a test spoils, with the oracle beside it. The witness stands still from the beginning, and follows again
 * when the day is closed.
 */
final class FaultDay implements AutoCloseable {
    private final Line line;
    private final LocalDate dt;
    private final AgentHost host;
    private final StoreAddress root;
    private DayOracle oracle;

    /**
     * Begins a day at a host.
     *
     * @param name of the test; no other day of the line has it
     */
    static FaultDay begin(Line line, Node host, String name) throws IOException, SQLException {
        return begin(line, host, name, line.dt());
    }

    /** Begins another day than the line's. */
    static FaultDay begin(Line line, Node host, String name, LocalDate dt) throws IOException, SQLException {
        line.catchUp();
        line.witness().hold();
        return new FaultDay(line, host, name, dt);
    }

    private FaultDay(Line line, Node host, String name, LocalDate dt) throws IOException {
        this.line = line;
        this.dt = dt;
        this.root = line.store().at(name);
        this.host = line.agent(host, root);
        this.oracle = new DayOracle(root.lake(), AgentHost.REPLICA_SET, dt, line.witness(), List.of(host));
    }

    /** The table, as {@code schema.table}, comes after the plan: it needs no manifest. */
    FaultDay withLaterTable(String table) {
        oracle = oracle.withLaterTables(Set.of(table));
        return this;
    }

    AgentHost host() {
        return host;
    }

    StoreAddress root() {
        return root;
    }

    /** Starts a backup; a setting is {@code key=value} and wins over the host's configuration. */
    ToolRun start(String... settings) throws IOException {
        return start(List.of("--dt", dt.toString()), settings);
    }

    /** Starts a backup that finds the store behind a proxy. */
    ToolRun startThrough(HttpFaultProxy proxy, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("s3.endpoint=" + proxy.endpoint());
        return start(all.toArray(String[]::new));
    }

    private ToolRun start(List<String> arguments, String... settings) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        for (String setting : settings) {
            all.addAll(List.of("--set", setting));
        }
        return host.start("backup", all.toArray(String[]::new));
    }

    /** Waits for the end of a run, which must have this exit code, and asks the oracle. */
    ToolOutcome requireEnd(ToolRun run, int exitCode) throws Exception {
        ToolOutcome ended = run.await(Await.LIMIT).require(exitCode);
        oracle.check(exitCode);
        return ended;
    }

    /** The same, of a run that could publish nothing. */
    ToolOutcome requireNothing(ToolRun run, int exitCode) throws Exception {
        ToolOutcome ended = run.await(Await.LIMIT).require(exitCode);
        requireNothing();
        return ended;
    }

    /** No table has a manifest; says nothing of replication, which an operator may have stopped. */
    void requireNothing() throws IOException {
        List<String> manifests = root.lake().list("manifests/").stream()
                .map(entry -> entry.key())
                .toList();
        if (!manifests.isEmpty()) {
            throw new IOException("Tables were published: got " + manifests + ", expected none");
        }
    }

    /** Runs the agent again; the day must be complete then, and true. */
    Map<String, Tally> complete(String... settings) throws Exception {
        start(settings).await(Await.LIMIT).require(0);
        if (Files.exists(host.state().resolve("stop-intent"))) {
            throw new IOException("Intent to stop the applier is left behind: " + host.state());
        }
        return oracle.check(0);
    }

    @Override
    public void close() throws SQLException {
        line.witness().release();
        line.catchUp();
    }
}
