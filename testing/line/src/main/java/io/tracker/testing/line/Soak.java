package io.tracker.testing.line;

import io.tracker.testing.line.tools.FreshFolder;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.servers.ContinuousWriter;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.SeededData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Long random runs: on one engine after the other, with data, writes and settings that a seed decides, the agent is killed again and again
 * while the oracle looks on. The same seed does the same again. Ends with the first difference, or when the time is over.
 */
public final class Soak {
    private static final int ROUNDS_A_SERVER = 50;

    /** A packet of the protocol, with the row and its escapes, is a gigabyte at most. */
    private static final int LARGEST_ROW = 512;

    private final Screen screen;
    private final SplittableRandom random;
    private final long deadlineNanos;
    private int killed;

    private Soak(Screen screen, long seed, Duration time) {
        this.screen = screen;
        this.random = new SplittableRandom(seed);
        this.deadlineNanos = System.nanoTime() + time.toNanos();
    }

    @ExitsTheProcess
    public static void main(String[] words) {
        Screen screen = Screen.standard();
        int exitCode = 1;
        try {
            Options options = Options.parse(
                    List.of(words), Set.of("seed", "minutes", "row-megabytes", "schedules", "engine"), Set.of("fleet"));
            long seed = options.wholeNumber("seed", 1);
            boolean good = true;
            if (options.has("fleet")) {
                good = fleet(screen, options, seed);
            } else if (options.has("row-megabytes")) {
                int megabytes = (int) options.number("row-megabytes", LARGEST_ROW);
                if (megabytes < 2 || megabytes > LARGEST_ROW) {
                    throw new Options.UsageException("Rows are too small or too large: " + megabytes
                            + " MiB (expected 2 to " + LARGEST_ROW + ")");
                }
                screen.title("Soak: seed " + seed + ", rows of " + megabytes + " MiB");
                new LargeRows(screen, seed, megabytes).run();
            } else {
                Duration time = Duration.ofSeconds((long) (options.number("minutes", 10) * 60));
                screen.title("Soak: seed " + seed + ", " + time.toSeconds() + " s");
                new Soak(screen, seed, time).run();
            }
            exitCode = good ? 0 : 1;
        } catch (Options.UsageException e) {
            System.err.println(e.getMessage());
            exitCode = 2;
        } catch (Exception e) {
            screen.say(screen.mark(false) + " " + e.getMessage());
            e.printStackTrace();
        }
        System.exit(exitCode);
    }

    /** Ends after the schedules, or after the minutes; without either after ten minutes. */
    private static boolean fleet(Screen screen, Options options, long seed)
            throws IOException, SQLException, InterruptedException {
        long schedules = options.wholeNumber("schedules", Long.MAX_VALUE);
        double minutes = options.number("minutes", options.has("schedules") ? 1e6 : 10);
        Duration time = Duration.ofSeconds((long) (minutes * 60));
        List<Engine> engines =
                options.text("engine").map(key -> List.of(Engine.ofKey(key))).orElse(List.of(Engine.values()));
        screen.title("Soak of the fleet: seed " + seed + ", " + time.toSeconds() + " s at most");
        return new FleetSoak(screen, engines, seed, schedules, time).run();
    }

    private void run() throws IOException, SQLException, InterruptedException {
        while (!isOver()) {
            for (Engine engine : Engine.values()) {
                if (!isOver()) {
                    soak(engine);
                }
            }
        }
        screen.say(
                screen.mark(true) + " " + killed + " kills, and the oracle held after each, and after each next run");
    }

    private void soak(Engine engine) throws IOException, SQLException, InterruptedException {
        double scale = 0.005 * (1 << random.nextInt(6));
        long dataSeed = random.nextLong(1, 1L << 40);
        int writes = random.nextInt(1, 400);
        String connections = Integer.toString(random.nextInt(1, 7));
        screen.step(engine.title() + ": scale " + scale + ", data seed " + dataSeed + ", " + writes
                + " transactions/s, " + connections + " connections");
        Path folder = FreshFolder.at(Project.ofThisProcess().root().resolve("target/soak"));
        LineOptions options = LineOptions.of(ReplicaSetOptions.of(engine).withReplicas(2), folder)
                .withQuickAgents()
                .withAgentSetting("snapshot.connections", connections)
                .withAgentSetting("chunk.rows", Integer.toString(random.nextInt(100, 20_000)));
        try (Line line = Line.start(options)) {
            SeededData.of(dataSeed, scale).load(line.primary());
            line.catchUp();
            try (ContinuousWriter writer = ContinuousWriter.start(line.primary(), dataSeed, writes)) {
                KillRounds kills = KillRounds.begin(line, random.nextLong());
                for (int i = 0; i < ROUNDS_A_SERVER && !isOver(); i++) {
                    KillRounds.Round round = kills.next();
                    screen.say(round.toString());
                    killed += round.endedBefore() ? 0 : 1;
                }
                screen.sayWithSeconds(Screen.count(writer.commits()) + " transactions meanwhile");
            }
        }
    }

    private boolean isOver() {
        return System.nanoTime() > deadlineNanos;
    }
}
