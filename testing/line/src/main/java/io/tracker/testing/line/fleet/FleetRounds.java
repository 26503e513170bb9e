package io.tracker.testing.line.fleet;

import io.tracker.testing.line.Line;
import io.tracker.testing.line.LineOptions;
import io.tracker.testing.line.oracle.Lake;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.tools.FreshFolder;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Plays schedules on one replica set of three hosts and a witness, each with a store root of its own. Start here: {@link #play}.
 *
 * <p>A schedule that ends badly leaves its folder: the schedule, what happened, every log, the objects; and these rounds are then over. Not
 * thread safe.
 */
public final class FleetRounds implements AutoCloseable {
    private static final int HOSTS = 3;

    private final Line line;
    private final Topology topology;

    private FleetRounds(Line line) {
        this.line = line;
        this.topology = new Topology(line.servers().nodes().subList(0, HOSTS));
    }

    /** Starts servers. */
    public static FleetRounds begin(LineOptions options) throws IOException, SQLException, InterruptedException {
        LineOptions four = new LineOptions(
                options.servers().withReplicas(HOSTS),
                options.folder(),
                options.agentJvm(),
                options.jobsJvm(),
                options.agentSettings());
        FleetRounds rounds = new FleetRounds(Line.start(four));
        try {
            Shop.renew(rounds.line.primary(), 0);
            rounds.line.catchUp();
            return rounds;
        } catch (SQLException | RuntimeException e) {
            rounds.close();
            throw e;
        }
    }

    /**
     * Plays the schedule of a seed and proves what it left.
     *
     * @throws FindingException if something is not as promised; its message says how to play it again
     */
    public Round play(long seed) throws FindingException, IOException, InterruptedException {
        Schedule schedule = Schedule.of(engine(), seed);
        Path folder = FreshFolder.at(line.options().folder().resolve("schedule-" + seed));
        Files.writeString(folder.resolve("schedule.txt"), schedule.text() + "\n");
        StoreAddress root = line.store().at("schedule-" + seed + "-" + System.nanoTime());
        ScheduleRun run = new ScheduleRun(schedule, line, topology, folder, root);
        try {
            Round round = run.play();
            FreshFolder.at(folder);
            Files.delete(folder);
            return round;
        } catch (IOException | SQLException | RuntimeException e) {
            keep(folder, root, run.happened(), e);
            throw new FindingException(schedule, folder, e);
        }
    }

    private void keep(Path folder, StoreAddress root, List<String> happened, Exception finding) throws IOException {
        StringWriter trace = new StringWriter();
        finding.printStackTrace(new PrintWriter(trace));
        Files.writeString(folder.resolve("happened.txt"), String.join("\n", happened) + "\n\n" + trace);
        try (S3Lake lake = root.lake()) {
            for (Lake.Entry entry : lake.list("")) {
                Path file = folder.resolve("objects").resolve(entry.key());
                Files.createDirectories(file.getParent());
                Files.write(file, lake.read(entry.key()));
            }
        }
        for (Node node : line.servers().nodes()) {
            Files.copy(node.errorLog(), folder.resolve(node.name() + "-error.log"));
        }
    }

    private Engine engine() {
        return line.servers().installation().engine();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
