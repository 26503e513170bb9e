package io.tracker.testing.line.fleet;

import io.tracker.testing.line.oracle.MismatchException;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.HttpFaultProxy;
import io.tracker.testing.servers.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A host of the fleet: its server, its agent as the service manager runs it, and its way to the store. One at a time. */
final class Host implements AutoCloseable {
    private static final int KILLED = 137;
    private static final Set<Integer> LEGAL_ENDS = Set.of(0, 1, 10, 11, 12, KILLED);
    private static final Duration RUN_LIMIT = Duration.ofMinutes(2);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final int number;
    private final Node node;
    private final HttpFaultProxy proxy;
    private final AgentHost agent;
    private final List<Integer> exitCodes = new ArrayList<>();
    private final List<String> commandLines = new ArrayList<>();
    private final String dt;
    private Optional<ToolRun> run = Optional.empty();
    private boolean paused;

    Host(int number, Node node, HttpFaultProxy proxy, AgentHost agent, String dt) {
        this.number = number;
        this.node = node;
        this.proxy = proxy;
        this.agent = agent;
        this.dt = dt;
    }

    Node node() {
        return node;
    }

    HttpFaultProxy proxy() {
        return proxy;
    }

    /** How its runs ended, in their order. */
    List<Integer> exitCodes() {
        return exitCodes;
    }

    /** The words that its agents were started with, as other users of the host see them. */
    List<String> commandLines() {
        return commandLines;
    }

    /** The timer fires; returns whether there was nothing that ran. */
    boolean start() throws IOException, InterruptedException {
        if (run.isPresent() && !run.get().endsWithin(Duration.ZERO)) {
            return false;
        }
        await();
        ToolRun begun = agent.start("backup", "--dt", dt);
        run = Optional.of(begun);
        noteCommandLine(begun);
        return true;
    }

    /** Waits until the agent's log says a thing; not beyond its end, nor longer than the limit. */
    void awaitWords(String words, Duration limit) throws IOException, InterruptedException {
        if (run.isPresent()) {
            run.get().prints(words, limit);
        }
    }

    /** SIGKILL, and what the service manager does afterwards; returns whether there was something to kill. */
    boolean kill() throws IOException, SQLException, InterruptedException {
        if (run.isEmpty() || run.get().endsWithin(Duration.ZERO)) {
            await();
            return false;
        }
        run.get().kill9();
        exitCodes.add(KILLED);
        run = Optional.empty();
        paused = false;
        repair();
        return true;
    }

    /** SIGSTOP; returns whether there was something to stop. */
    boolean pause() throws IOException, InterruptedException {
        if (run.isEmpty() || paused || run.get().endsWithin(Duration.ZERO)) {
            return false;
        }
        run.get().pause();
        paused = true;
        return true;
    }

    /** SIGCONT; returns whether there was something that slept. */
    boolean resume() throws IOException, InterruptedException {
        if (!paused) {
            return false;
        }
        run.orElseThrow().resume();
        paused = false;
        return true;
    }

    /** Waits for the end of the agent, if one runs; one that does not end is a finding. */
    Optional<ToolOutcome> await() throws IOException, InterruptedException {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        resume();
        if (!run.get().endsWithin(RUN_LIMIT)) {
            // the JVM writes its threads to the log
            new ProcessBuilder("kill", "-QUIT", Long.toString(run.get().pid()))
                    .start()
                    .waitFor();
            run.get().endsWithin(LAST_WORDS);
        }
        ToolOutcome outcome = run.get().await(LAST_WORDS);
        run = Optional.empty();
        exitCodes.add(outcome.exitCode());
        if (!LEGAL_ENDS.contains(outcome.exitCode())) {
            throw new MismatchException(
                    "Agent ended as none should: " + this + " with " + outcome.exitCode() + ": " + outcome.words());
        }
        return Optional.of(outcome);
    }

    /** What ExecStopPost does; it changes nothing where the applier runs, so that it is left out there. */
    private void repair() throws IOException, SQLException, InterruptedException {
        if (node.replicationStatus().isPresent() && !node.isReplicationRunning()) {
            agent.start("repair").await(RUN_LIMIT).require(0);
        }
    }

    private void noteCommandLine(ToolRun begun) throws IOException, InterruptedException {
        Path words = Path.of("/proc", Long.toString(begun.pid()), "cmdline");
        String line = "";
        while (!line.contains("backup") && !begun.endsWithin(Duration.ofMillis(1))) {
            try {
                line = new String(Files.readAllBytes(words), StandardCharsets.UTF_8);
            } catch (NoSuchFileException e) {
                // it ended just now
                line = "";
            }
        }
        commandLines.add(line);
    }

    @Override
    public void close() throws IOException {
        run.ifPresent(ToolRun::close);
        proxy.close();
    }

    @Override
    public String toString() {
        return "host " + number;
    }
}
