package io.tracker.bench.peers;

import io.tracker.testing.servers.Engine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * What a run of the benchmark is asked for.
 *
 * @param rows of the smaller size, a table
 * @param peers names of contestants, or beginnings of them; empty: all that are to be had
 * @param settings each makes a contestant of its own
 * @param serverSettings of both database servers, for all contestants
 */
record BenchOptions(
        Engine engine,
        int rounds,
        Map<BenchTable, Long> rows,
        List<String> peers,
        List<Setting> settings,
        List<Setting> serverSettings,
        Path out) {
    private static final String HINT = "\nHINT: ./tracker bench --help";

    BenchOptions {
        rows = Map.copyOf(rows);
        peers = List.copyOf(peers);
        settings = List.copyOf(settings);
        serverSettings = List.copyOf(serverSettings);
    }

    static Options known() {
        return new Options()
                .addOption(Option.builder("engine")
                        .longOpt("engine")
                        .hasArg()
                        .desc("mariadb or mysql; default mariadb")
                        .get())
                .addOption(Option.builder()
                        .longOpt("rounds")
                        .hasArg()
                        .desc("how often each contestant runs, in turns; default 2")
                        .get())
                .addOption(Option.builder()
                        .longOpt("scale")
                        .hasArg()
                        .desc("times the rows of the default, such as 0.1 or 4; default 1")
                        .get())
                .addOption(Option.builder()
                        .longOpt("tables")
                        .hasArg()
                        .desc("calls, wide, narrow, commas between; default all")
                        .get())
                .addOption(Option.builder()
                        .longOpt("peers")
                        .hasArg()
                        .desc(
                                "beginnings of names, commas between: tracker, my, maria, stream, DuckDB, Spark, Sqoop; default all but"
                                        + " Sqoop, which is fetched when it is asked for")
                        .get())
                .addOption(Option.builder()
                        .longOpt("with")
                        .hasArg()
                        .desc(
                                "KEY=VALUE, may be given again: tracker-agent once more with this setting, or tracker-jobs with"
                                        + " this option if it begins with parquet. or dump.; agent.jvm and jobs.jvm are options of"
                                        + " their JVMs")
                        .get())
                .addOption(Option.builder()
                        .longOpt("server-setting")
                        .hasArg()
                        .desc("NAME=VALUE, may be given again: a line of the database servers' option file, such as"
                                + " net_buffer_length=1048576")
                        .get())
                .addOption(Option.builder()
                        .longOpt("out")
                        .hasArg()
                        .desc("folder of report.md, report.json and logs; default bench/target/peers")
                        .get())
                .addOption(Option.builder().longOpt("help").desc("prints this").get());
    }

    /** Empty if help is asked for. */
    static Optional<BenchOptions> parse(String... words) {
        try {
            CommandLine line = new DefaultParser().parse(known(), words);
            if (!line.getArgList().isEmpty()) {
                throw new IllegalArgumentException("Argument is not expected: " + line.getArgList() + HINT);
            }
            if (line.hasOption("help")) {
                return Optional.empty();
            }
            double scale = Double.parseDouble(line.getOptionValue("scale", "1"));
            int rounds = Integer.parseInt(line.getOptionValue("rounds", "2"));
            if (!(scale > 0 && scale <= 1000) || rounds < 1 || rounds > 100) {
                throw new IllegalArgumentException("Number is out of range: scale " + scale + ", rounds " + rounds
                        + " (expected up to 1000, and 1 to 100)" + HINT);
            }
            Map<BenchTable, Long> rows = new EnumMap<>(BenchTable.class);
            for (String name :
                    line.getOptionValue("tables", "calls,wide,narrow").split(",")) {
                BenchTable table = Arrays.stream(BenchTable.values())
                        .filter(each -> each.key().equals(name.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Table is unknown: " + name + " (expected calls, wide or narrow)" + HINT));
                rows.put(table, Math.max(1, Math.round(table.rows() * scale)));
            }
            String peers = line.getOptionValue("peers", "");
            return Optional.of(new BenchOptions(
                    Engine.ofKey(line.getOptionValue("engine", "mariadb")),
                    rounds,
                    rows,
                    peers.isEmpty() ? List.of() : List.of(peers.split(",")),
                    settings(line, "with", Setting::toString),
                    settings(line, "server-setting", Setting::asOption),
                    Path.of(line.getOptionValue("out", "bench/target/peers"))));
        } catch (ParseException | NumberFormatException e) {
            throw new IllegalArgumentException("Options are not understood: " + e.getMessage() + HINT, e);
        }
    }

    /** Whether a contestant takes part that does unless others are named. */
    boolean wants(String contestant) {
        return peers.isEmpty() || names(contestant);
    }

    /** Whether a contestant is named, or its beginning is. */
    boolean names(String contestant) {
        return peers.stream().anyMatch(contestant::startsWith);
    }

    /** Those of an option, of which no two may be the same thing. */
    private static List<Setting> settings(CommandLine line, String option, Function<Setting, String> same) {
        String[] texts = line.getOptionValues(option);
        List<Setting> settings = texts == null
                ? List.of()
                : Arrays.stream(texts).map(Setting::of).toList();
        if (settings.stream().map(same).distinct().count() < settings.size()) {
            throw new IllegalArgumentException("Setting is given twice: --" + option + " " + settings + HINT);
        }
        return settings;
    }
}
