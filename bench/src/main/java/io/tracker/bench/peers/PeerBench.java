package io.tracker.bench.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracker.agent.failure.OperatorException;
import io.tracker.testing.line.tools.FreshFolder;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.Dumpers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.cli.help.HelpFormatter;

/**
 * The agent and the jobs beside what others offer, on the same rows of the same server, in turns.
 *
 * <p>Each contestant reads each table in two sizes; what counts is the difference. A contestant that is not to be had is left out, and
 * named.
 */
public final class PeerBench {
    /** No compressor makes rows this much smaller: who leaves less has not dumped them. */
    private static final long MOST_COMPRESSED = 50;

    private static final Duration LAYOUTS_LIMIT = Duration.ofMinutes(10);

    private final BenchOptions options;
    private final BenchServers servers;
    private final Path folder;
    private final PrintStream out;
    private final Meter meter;
    private final Results results = Results.empty();
    private final Map<String, Integer> stages = new HashMap<>();
    /** Bytes of the table under way as text. */
    private final Map<Size, Long> texts = new EnumMap<>(Size.class);

    private PeerBench(BenchOptions options, BenchServers servers, Path folder, PrintStream out) {
        this.options = options;
        this.servers = servers;
        this.folder = folder;
        this.out = out;
        this.meter = new Meter(servers.server().pid(), servers.storePid(), folder.resolve("logs"));
    }

    /** See {@code --help}. */
    @ExitsTheProcess
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Optional<BenchOptions> options = BenchOptions.parse(arguments);
            if (options.isPresent()) {
                run(options.get(), out);
            } else {
                HelpFormatter.builder()
                        .get()
                        .printHelp("./tracker bench [options]", "", BenchOptions.known(), "", false);
            }
        } catch (OperatorException e) {
            System.err.println(e.getMessage() + "\nHINT: " + e.hint());
            System.exit(2);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Measures; returns what was found, which also lies in the folder. */
    static Results run(BenchOptions options, PrintStream out) throws Exception {
        Path folder = FreshFolder.at(options.out().toAbsolutePath());
        try (BenchServers servers = BenchServers.start(options, folder.resolve("servers"))) {
            PeerBench bench = new PeerBench(options, servers, folder, out);
            bench.measure();
            out.println(bench.write());
            out.println("In " + folder + ": report.md, report.json, logs");
            return bench.results;
        }
    }

    private void measure() throws IOException, SQLException, InterruptedException {
        List<Contestant> contestants = contestants();
        out.println("Making " + options.rows().keySet() + " in two sizes at a primary and a replica ...");
        servers.fill();
        contestants.forEach(contestant -> stages.put(contestant.name(), contestant.stage()));
        for (BenchTable table : new TreeMap<>(options.rows()).keySet()) {
            prepare(table, contestants);
            for (int round = 1; round <= options.rounds(); round++) {
                for (Contestant contestant : contestants) {
                    Map<Size, Usage> usages = new EnumMap<>(Size.class);
                    for (Size size : Size.values()) {
                        usages.put(size, one(contestant, table, size, round));
                    }
                    results.add(table, contestant.name(), usages);
                    Usage large = usages.get(Size.TWICE);
                    out.printf(
                            Locale.ROOT,
                            "%-6s  round %d  %-24s  %6.1f s  client %6.1f s CPU  %7.1f MB%n",
                            table.key(),
                            round,
                            contestant.name(),
                            large.wall(),
                            large.client(),
                            large.out() / 1e6);
                }
            }
            write();
        }
    }

    /** Writes what has been measured so far; returns it as people read it. */
    private String write() throws IOException {
        BenchReport report = new BenchReport(results, stages, machine());
        Files.writeString(folder.resolve("report.md"), report.markdown());
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("report.json").toFile(), report.json());
        return report.markdown();
    }

    /** Text of the rows, and the backups that stage 2 begins with. */
    private void prepare(BenchTable table, List<Contestant> contestants) throws IOException, InterruptedException {
        for (Size size : Size.values()) {
            texts.put(size, servers.export(table, size, readsText(contestants)));
            if (convertsOurs(contestants)) {
                String prefix = Conversions.prefix(table, size);
                Path host = folder.resolve("hosts").resolve(prefix);
                meter.run("backup-for-stage-2", Backups.agent(servers, table, size, host, prefix, dt()));
            }
        }
        if (convertsOurs(contestants)) {
            results.layouts().put(table, layouts(table));
        }
        results.gigabytes().put(table, (texts.get(Size.TWICE) - texts.get(Size.ONCE)) / 1e9);
    }

    private List<String> layouts(BenchTable table) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(servers.project().bench(List.of("-Xmx1g"), "BlockLayouts"));
        command.add(
                servers.bucket().resolve(Conversions.prefix(table, Size.TWICE)).toString());
        command.add(Integer.toString(options.rounds()));
        String name = "layouts-" + table.key();
        return ToolRun.start(name, command, Map.of(), folder.resolve("logs").resolve(name + ".log"))
                .await(LAYOUTS_LIMIT)
                .require(0)
                .output()
                .lines()
                .toList();
    }

    private Usage one(Contestant contestant, BenchTable table, Size size, int round)
            throws IOException, InterruptedException {
        String name = String.join("-", table.key(), size.schema(), "round" + round, word(contestant.name()));
        Contestant.Attempt attempt =
                contestant.attempt(table, size, folder.resolve("runs").resolve(name));
        Usage usage = meter.run(name, attempt);
        if (attempt.output().isPresent()) {
            long text = texts.get(size);
            if (usage.out() * MOST_COMPRESSED < text) {
                throw new IOException("Contestant left too little: " + name + " (got " + usage.out() + " bytes of "
                        + text + " bytes of text); its log is in " + folder.resolve("logs"));
            }
            FreshFolder.at(attempt.output().get());
        }
        return usage;
    }

    private List<Contestant> contestants() throws IOException, InterruptedException {
        List<Contestant> all = new ArrayList<>(List.of(Backups.agent(servers, dt(), Optional.empty())));
        try {
            Path dumpers = Dumpers.find();
            all.add(Backups.myDumper(servers, dumpers.resolve("mydumper")));
            all.add(Backups.dump(servers, dumpers.resolve("zstd")));
        } catch (IOException e) {
            out.println("LEFT OUT: mydumper and the server's own dump, because " + e.getMessage());
        }
        all.addAll(Streams.all(servers));
        all.add(Conversions.jobs(servers, dt(), Optional.empty()));
        all.add(Conversions.duckDb(servers));
        all.add(Conversions.sparkCsv(servers));
        all.add(Conversions.sparkJdbc(servers));
        all.removeIf(contestant -> !options.wants(contestant.name()));
        for (Setting setting : options.settings()) {
            all.add(with(setting));
        }
        if (options.names(Sqoop.NAME)) {
            all.add(Sqoop.importing(servers));
        }
        return all;
    }

    private Contestant with(Setting setting) throws IOException {
        if (setting.isOfJobs()) {
            return Conversions.jobs(servers, dt(), Optional.of(setting));
        }
        Backups.requireTaken(servers, folder.resolve("hosts").resolve(word(setting.toString())), setting);
        return Backups.agent(servers, dt(), Optional.of(setting));
    }

    private static boolean readsText(List<Contestant> contestants) {
        return contestants.stream()
                .anyMatch(contestant -> contestant.stage() == Conversions.STAGE
                        && !contestant.name().startsWith(Conversions.JOBS));
    }

    private static boolean convertsOurs(List<Contestant> contestants) {
        return contestants.stream().anyMatch(contestant -> contestant.name().startsWith(Conversions.JOBS));
    }

    private String dt() {
        LocalDate dt = servers.line().dt();
        return dt.toString();
    }

    private String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors, "
                + servers.line().servers().installation().version() + " ("
                + servers.engine().key() + "), Java "
                + Runtime.version().feature() + ", " + options.rounds() + " rounds"
                + options.serverSettings().stream()
                        .map(setting -> ", server's " + setting)
                        .collect(Collectors.joining());
    }

    private static String word(String name) {
        return name.replaceAll("[^A-Za-z0-9]+", "-");
    }
}
