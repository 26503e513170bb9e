package io.tracker.testing.line.fleet;

import io.tracker.testing.line.Line;
import io.tracker.testing.line.oracle.MismatchException;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.servers.HttpFaultProxy;
import io.tracker.testing.servers.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Plays one schedule: {@link #play} is the table of contents. Used once. */
final class ScheduleRun {
    private static final Duration CUE_LIMIT = Duration.ofSeconds(15);
    private static final int DONE = 0;
    private static final int NOTHING_TO_DO = 10;
    private static final int MOST_RUNS_AGAIN = 5;

    private final Schedule schedule;
    private final Line line;
    private final Topology topology;
    private final Path folder;
    private final StoreAddress root;
    private final List<Host> hosts = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<String> laterTables = new HashSet<>();
    private final long begin = System.nanoTime();
    private int alterations;

    ScheduleRun(Schedule schedule, Line line, Topology topology, Path folder, StoreAddress root) {
        this.schedule = schedule;
        this.line = line;
        this.topology = topology;
        this.folder = folder;
        this.root = root;
    }

    Round play() throws IOException, SQLException, InterruptedException {
        renewData();
        String opened = topology.root().position();
        line.witness().hold();
        try (Bank bank = Bank.open(topology.root(), schedule.seed())) {
            installAgents();
            for (Step step : schedule.steps()) {
                play(step, bank);
            }
            endFaults();
            int again = runUntilComplete();
            bank.stop();
            int tables = new DayProof(line, topology, root, hosts, folder, laterTables).require(opened);
            line.witness().release();
            countWhatWasMeant();
            return new Round(schedule.seed(), age(), counts, exitCodes(), again, tables, bank.transactions());
        } finally {
            closeHosts();
        }
    }

    /** What happened so far, for a finding. */
    List<String> happened() {
        return happened;
    }

    private void renewData() throws SQLException, InterruptedException {
        topology.restore();
        Shop.renew(topology.root(), schedule.seed());
        topology.catchUp();
        line.witness().replica().waitUntilCaughtUpWith(topology.root(), Duration.ofMinutes(1));
    }

    private void installAgents() throws IOException {
        Map<String, String> settings = new HashMap<>(line.options().agentSettings());
        settings.putAll(schedule.settings());
        for (Node node : line.servers().nodes()) {
            if (node == line.witness().replica()) {
                continue;
            }
            HttpFaultProxy proxy = HttpFaultProxy.before(root.endpoint());
            AgentHost agent = AgentHost.install(
                    Project.ofThisProcess(),
                    folder.resolve(node.name()),
                    line.servers(),
                    node,
                    new StoreAddress(
                            proxy.endpoint(), root.accessKey(), root.secretKey(), root.bucket(), root.prefix()),
                    line.options().agentJvm(),
                    settings);
            hosts.add(new Host(hosts.size() + 1, node, proxy, agent, line.dt().toString()));
        }
    }

    private void play(Step step, Bank bank) throws IOException, SQLException, InterruptedException {
        if (step.cue().isPresent()) {
            Step.Cue cue = step.cue().get();
            host(cue.host()).awaitWords(cue.stage().words(), CUE_LIMIT);
        }
        Thread.sleep(step.pause().toMillis());
        note("begins: " + step.event());
        boolean done = play(step.event(), bank);
        if (done) {
            counts.merge(step.event().kind(), 1, Integer::sum);
        }
        note((done ? "done: " : "came too late: ") + step.event());
    }

    private boolean play(Event event, Bank bank) throws IOException, SQLException, InterruptedException {
        if (event instanceof Event.StartAgent start) {
            return host(start.host()).start();
        }
        if (event instanceof Event.KillAgent kill) {
            return host(kill.host()).kill();
        }
        if (event instanceof Event.PauseAgent pause) {
            return host(pause.host()).pause();
        }
        if (event instanceof Event.ResumeAgent resume) {
            return host(resume.host()).resume();
        }
        if (event instanceof Event.Promote promote) {
            topology.promote(host(promote.host()).node(), bank, promote.othersLate());
        } else if (event instanceof Event.StoreFault fault) {
            host(fault.host())
                    .proxy()
                    .inject(fault.trouble().fault(fault.number()), fault.requests(), fault.skip(), fault.times());
        } else if (event instanceof Event.Ddl ddl) {
            alterations++;
            laterTables.addAll(ddl.alteration().laterTables(ddl.table(), alterations));
            bank.alter(ddl.alteration().statements(ddl.table(), alterations));
        }
        return true;
    }

    private void endFaults() throws IOException, InterruptedException {
        note("the faults end");
        for (Host host : hosts) {
            host.proxy().heal();
        }
        for (Host host : hosts) {
            host.resume();
        }
        for (Host host : hosts) {
            host.await();
        }
        note("all agents have ended: " + exitCodes());
    }

    private void countWhatWasMeant() {
        int spoilt = hosts.stream().mapToInt(host -> host.proxy().injected()).sum();
        counts.put("S3 requests spoilt or slowed", spoilt);
        counts.put("schedules with leases " + schedule.settings().get("lease.mode"), 1);
    }

    /** Timers fire until every replica says that the day is done and the root that it has nothing to do. */
    private int runUntilComplete() throws IOException, InterruptedException {
        for (int again = 1; ; again++) {
            for (Host host : hosts) {
                host.start();
            }
            List<ToolOutcome> others = new ArrayList<>();
            for (Host host : hosts) {
                ToolOutcome outcome = host.await().orElseThrow();
                int expected = host.node() == topology.root() ? NOTHING_TO_DO : DONE;
                if (outcome.exitCode() != expected) {
                    others.add(outcome);
                }
            }
            note("run again " + again + ": " + others.size() + " not as at the end of a day");
            if (others.isEmpty()) {
                return again;
            }
            if (again == MOST_RUNS_AGAIN) {
                throw new MismatchException("Day is not complete after " + again + " runs of all agents: "
                        + others.get(0).name() + " ended with " + others.get(0).exitCode() + ": "
                        + others.get(0).words());
            }
        }
    }

    private Map<Integer, Integer> exitCodes() {
        Map<Integer, Integer> codes = new TreeMap<>();
        hosts.forEach(host -> host.exitCodes().forEach(code -> codes.merge(code, 1, Integer::sum)));
        return codes;
    }

    private Host host(int number) {
        return hosts.get(number - 1);
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void note(String text) {
        happened.add(String.format(Locale.ROOT, "%8.3f s  %s", age().toMillis() / 1000.0, text));
    }

    private void closeHosts() throws IOException {
        for (Host host : hosts) {
            host.close();
        }
    }
}
