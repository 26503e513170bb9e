package io.tracker.testing.line;

import io.tracker.testing.line.fleet.FindingException;
import io.tracker.testing.line.fleet.FleetRounds;
import io.tracker.testing.line.fleet.Round;
import io.tracker.testing.line.tools.FreshFolder;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays schedules of the fleet, one seed after the other, on one engine or on both in turn, and tells at the end what happened. */
final class FleetSoak {
    private static final int SCHEDULES_A_SET = 10;

    private final Screen screen;
    private final List<Engine> engines;
    private final long schedules;
    private final long deadlineNanos;
    private final Map<String, Integer> happened = new TreeMap<>();
    private final Map<Integer, Integer> exitCodes = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private long nextSeed;
    private long played;
    private long transactions;

    /**
     * A soak.
     *
     * @param seed of the first schedule; the following have the following ones
     * @param schedules the most schedules on each engine
     * @param time after which none begins
     */
    FleetSoak(Screen screen, List<Engine> engines, long seed, long schedules, Duration time) {
        this.screen = screen;
        this.engines = engines;
        this.nextSeed = seed;
        this.schedules = schedules;
        this.deadlineNanos = System.nanoTime() + time.toNanos();
    }

    /** Returns whether all was as promised. */
    boolean run() throws IOException, SQLException, InterruptedException {
        long left = schedules;
        while (left > 0 && !isOver()) {
            long count = Math.min(left, SCHEDULES_A_SET);
            for (Engine engine : engines) {
                play(engine, count);
            }
            nextSeed += count;
            left -= count;
        }
        summary();
        return findings.isEmpty();
    }

    private void play(Engine engine, long count) throws IOException, SQLException, InterruptedException {
        screen.step(engine.title() + ": three hosts and a witness, seeds from " + nextSeed);
        long done = 0;
        while (done < count && !isOver()) {
            Path folder = Project.ofThisProcess()
                    .root()
                    .resolve("target/fleet")
                    .resolve(engine.key() + "-" + nextSeed + "-" + done);
            try (FleetRounds rounds =
                    FleetRounds.begin(LineOptions.of(ReplicaSetOptions.of(engine), FreshFolder.at(folder))
                            .withQuickAgents())) {
                boolean good = true;
                while (good && done < count && !isOver()) {
                    good = play(rounds, nextSeed + done);
                    done++;
                }
            }
        }
    }

    private boolean play(FleetRounds rounds, long seed) throws IOException, InterruptedException {
        played++;
        try {
            Round round = rounds.play(seed);
            round.happened().forEach((kind, count) -> happened.merge(kind, count, Integer::sum));
            round.exitCodes().forEach((code, count) -> exitCodes.merge(code, count, Integer::sum));
            transactions += round.transactions();
            screen.say(screen.mark(true) + " " + round);
            return true;
        } catch (FindingException e) {
            findings.add(e.getMessage());
            screen.say(screen.mark(false) + " " + e.getMessage());
            return false;
        }
    }

    private void summary() {
        screen.step("Summary");
        screen.say(Screen.count(played) + " schedules, " + Screen.count(transactions) + " transactions meanwhile, "
                + findings.size() + " findings");
        TextTable table = new TextTable("what happened", ">times");
        happened.forEach((kind, count) -> table.row(kind, Screen.count(count)));
        screen.say(table.render());
        TextTable ends = new TextTable("agents ended with", ">times");
        exitCodes.forEach((code, count) -> ends.row(Integer.toString(code), Screen.count(count)));
        screen.say(ends.render());
        findings.forEach(finding -> screen.say("\n" + screen.mark(false) + " " + finding));
    }

    private boolean isOver() {
        return System.nanoTime() > deadlineNanos;
    }
}
