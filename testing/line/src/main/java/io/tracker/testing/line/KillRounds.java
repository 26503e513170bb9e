package io.tracker.testing.line;

import io.tracker.testing.line.oracle.DayOracle;
import io.tracker.testing.line.oracle.Tally;
import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.line.tools.ToolRun;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Kills the agent by SIGKILL at random moments of a backup. After each: repair as the service manager would, the oracle; then the agent runs
 * again, must complete the day, and the oracle is asked once more.
 *
 * <p>A seed decides behind which stage, and after what share of the time from there to the end of a whole run. Not thread safe.
 */
final class KillRounds {
    private static final int KILLED = 137;
    private static final Duration AT_LEAST = Duration.ofMillis(1);
    private static final Duration STAGE_LIMIT = Duration.ofMinutes(2);

    /** Most of a short run is the start of the JVM, so most moments are counted from where the agent is at work. */
    private static final List<Stage> STAGES = List.of(Stage.SURVEYED, Stage.BEGUN, Stage.SURVEYED, Stage.STARTED);

    private enum Stage {
        STARTED(""),
        BEGUN("run begins"),
        SURVEYED("survey dt=");

        private final String words;

        Stage(String words) {
            this.words = words;
        }
    }

    /**
     * What a round came to.
     *
     * @param stage where it counted from
     * @param killedAfter how long after the stage
     * @param endedBefore whether the agent was faster than the kill
     */
    record Round(
            int number, String stage, Duration killedAfter, boolean endedBefore, int tablesBeforeTheKill, int tables) {
        @Override
        public String toString() {
            return "round " + number + ": " + (endedBefore ? "ended before " : "killed ") + killedAfter.toMillis()
                    + " ms after it " + stage + ", with " + tablesBeforeTheKill + " of " + tables + " tables published";
        }
    }

    private final Line line;
    private final SplittableRandom random;
    private final Map<Stage, Duration> timeFrom = new EnumMap<>(Stage.class);
    private int round;

    private KillRounds(Line line, SplittableRandom random) {
        this.line = line;
        this.random = random;
    }

    /** Measures a run without a kill. */
    static KillRounds begin(Line line, long seed) throws IOException, SQLException, InterruptedException {
        KillRounds kills = new KillRounds(line, new SplittableRandom(seed));
        Witness witness = line.witness();
        witness.hold();
        StoreAddress root = line.store().at("whole");
        kills.runWhole(root);
        line.oracle(root).check(0);
        witness.release();
        return kills;
    }

    /** Plays a round. One whose agent was faster than the kill teaches the following to kill earlier. */
    Round next() throws IOException, SQLException, InterruptedException {
        Stage stage = STAGES.get(round % STAGES.size());
        round++;
        Duration moment = Duration.ofNanos(random.nextLong(timeFrom.get(stage).toNanos()));
        Witness witness = line.witness();
        witness.hold();
        StoreAddress root = line.store().at("kill-" + round);
        DayOracle oracle = line.oracle(root);
        boolean ended;
        try (ToolRun run = backup(root)) {
            boolean reached = run.prints(stage.words, STAGE_LIMIT);
            Duration begin = run.age();
            ended = run.endsWithin(moment);
            if (ended && reached) {
                timeFrom.put(stage, run.age().minus(begin).plus(AT_LEAST));
            }
            run.kill9();
        }
        repair(root);
        Map<String, Tally> before = oracle.check(ended ? 0 : KILLED);
        runWhole(root);
        Map<String, Tally> after = oracle.check(0);
        witness.release();
        return new Round(round, stage.name().toLowerCase(Locale.ROOT), moment, ended, before.size(), after.size());
    }

    /** Only a run that had all to do tells how long one takes. */
    private void runWhole(StoreAddress root) throws IOException, InterruptedException {
        Map<Stage, Duration> begins = new EnumMap<>(Stage.class);
        try (ToolRun run = backup(root)) {
            for (Stage stage : Stage.values()) {
                run.prints(stage.words, STAGE_LIMIT);
                begins.put(stage, run.age());
            }
            Duration took = run.await(Line.TOOL_LIMIT).require(0).took();
            if (round == 0) {
                begins.forEach((stage, begin) -> timeFrom.put(stage, took.minus(begin)));
            }
        }
    }

    /** The service manager runs this whenever the agent's process has ended. */
    private void repair(StoreAddress root) throws IOException, SQLException, InterruptedException {
        if (!line.replica().isReplicationRunning()) {
            line.agent(line.replica(), root)
                    .start("repair")
                    .await(Line.TOOL_LIMIT)
                    .require(0);
        }
    }

    private ToolRun backup(StoreAddress root) throws IOException {
        return line.agent(line.replica(), root)
                .start("backup", "--dt", line.dt().toString());
    }
}
