package io.tracker.bench.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** The results as Markdown for people and as JSON for programs. */
final class BenchReport {
    private static final double MEGABYTE = 1e6;

    /** Who of ours does a stage's work. */
    private static final Map<Integer, List<String>> OURS = Map.of(
            1,
            List.of(Backups.AGENT),
            2,
            List.of(Conversions.JOBS),
            Contestant.BOTH_STAGES,
            List.of(Backups.AGENT, Conversions.JOBS));

    private final Results results;
    private final Map<String, Integer> stages;
    private final String machine;

    /** Who does which stage's work, by name, says who is compared with whom. */
    BenchReport(Results results, Map<String, Integer> stages, String machine) {
        this.results = results;
        this.stages = Map.copyOf(stages);
        this.machine = machine;
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# Tracker and its peers\n\n" + machine + "\n\n");
        text.append(
                "CPU seconds, user and system, a GB of row text: the difference between two sizes, so that starting a program counts nothing.\n");
        text.append("Each figure is the median of the rounds, with the least and the greatest.\n");
        text.append("Peak: resident, at most. Heap: in use after a collection, at most.\n");
        for (BenchTable table : results.gigabytes().keySet()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n## %s: %.0f MB more of row text%n%n",
                    table.key(),
                    results.gigabytes().get(table) * 1000));
            text.append(
                    "| | client | database server | S3 server | seconds by the clock | MB out a GB | MB allocated a GB | start-up, client | peak MB | heap MB |\n");
            text.append("|---|---|---|---|---|---|---|---|---|---|\n");
            for (Results.Key key : keys(table)) {
                row(text, key);
            }
        }
        text.append(
                "\n## Ratios of client CPU, round by round\n\n| | | least | median | greatest |\n|---|---|---|---|---|\n");
        for (BenchTable table : results.gigabytes().keySet()) {
            for (Results.Key key : keys(table)) {
                for (Map.Entry<Integer, List<String>> ours : OURS.entrySet()) {
                    if (ours.getKey().equals(stages.get(key.contestant()))
                            && !ours.getValue().contains(key.contestant())) {
                        ratioRow(
                                text,
                                table,
                                String.join(" and ", ours.getValue()) + " to " + key.contestant(),
                                results.ratio(table, ours.getValue(), key.contestant(), Usage::client));
                    }
                }
            }
        }
        text.append("""

                ## One stream to the server's own sending: seconds by the clock, round by round

                | | | least | median | greatest |
                |---|---|---|---|---|
                """);
        for (BenchTable table : results.gigabytes().keySet()) {
            ratioRow(text, table, Streams.NULL + " to " + Streams.DRAIN, toSending(table));
        }
        if (!results.layouts().isEmpty()) {
            text.append("""

                    ## A block of a backup by rows and by columns, zstd level 1, one thread

                    | table | layout | stored | CPU seconds a GB to write | to read |
                    |---|---|---|---|---|
                    """);
            results.layouts()
                    .forEach((table, lines) -> lines.forEach(line -> text.append("| ")
                            .append(table.key())
                            .append(' ')
                            .append(line)
                            .append('\n')));
        }
        return text.toString();
    }

    ObjectNode json() {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("format", "tracker-bench").put("version", 1).put("machine", machine);
        ArrayNode tables = document.putArray("runs");
        results.rounds().forEach((key, rounds) -> {
            for (int round = 0; round < rounds.size(); round++) {
                for (Map.Entry<Size, Usage> run : rounds.get(round).entrySet()) {
                    Usage usage = run.getValue();
                    ObjectNode told = tables.addObject()
                            .put("table", key.table().key())
                            .put("contestant", key.contestant())
                            .put("round", round + 1)
                            .put("times", run.getKey().times())
                            .put("wallSeconds", usage.wall())
                            .put("clientCpuSeconds", usage.client())
                            .put("serverCpuSeconds", usage.server())
                            .put("storeCpuSeconds", usage.store())
                            .put("peakBytes", usage.peak())
                            .put("outBytes", usage.out());
                    usage.allocated().ifPresent(bytes -> told.put("allocatedBytes", bytes));
                    usage.heap().ifPresent(bytes -> told.put("heapBytes", bytes));
                }
            }
        });
        ObjectNode sending = document.putObject("streamNullToDrainWall");
        results.gigabytes().keySet().forEach(table -> {
            ArrayNode ratios = sending.putArray(table.key());
            toSending(table).forEach(ratios::add);
        });
        ObjectNode layouts = document.putObject("layouts");
        results.layouts().forEach((table, lines) -> lines.forEach(layouts.putArray(table.key())::add));
        ObjectNode sizes = document.putObject("gigabytesMore");
        results.gigabytes().forEach((table, gigabytes) -> sizes.put(table.key(), gigabytes));
        return document;
    }

    private List<Double> toSending(BenchTable table) {
        return results.ratio(table, List.of(Streams.NULL), Streams.DRAIN, Usage::wall);
    }

    private static void ratioRow(StringBuilder text, BenchTable table, String what, List<Double> ratios) {
        if (!ratios.isEmpty()) {
            Spread spread = Spread.of(ratios);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | **%.2f** | %.2f |%n",
                    table.key(),
                    what.replace("|", "\\|"),
                    spread.least(),
                    spread.median(),
                    spread.most()));
        }
    }

    private List<Results.Key> keys(BenchTable table) {
        return results.rounds().keySet().stream()
                .filter(key -> key.table() == table)
                .toList();
    }

    private void row(StringBuilder text, Results.Key key) {
        List<Map<Size, Usage>> rounds = results.rounds().get(key);
        text.append("| ").append(key.contestant().replace("|", "\\|"));
        for (ToDoubleFunction<Usage> figure :
                List.<ToDoubleFunction<Usage>>of(Usage::client, Usage::server, Usage::store, Usage::wall)) {
            text.append(" | ").append(spread(results.marginal(key.table(), key.contestant(), figure), "%.1f"));
        }
        text.append(" | ")
                .append(spread(
                        results.marginal(key.table(), key.contestant(), usage -> usage.out() / MEGABYTE), "%.0f"));
        text.append(" | ").append(allocated(key));
        text.append(" | ")
                .append(spread(
                        rounds.stream()
                                .map(round -> 2 * round.get(Size.ONCE).client()
                                        - round.get(Size.TWICE).client())
                                .toList(),
                        "%.1f"));
        double peak = rounds.stream()
                .flatMap(round -> round.values().stream())
                .mapToDouble(Usage::peak)
                .max()
                .orElse(0);
        OptionalLong heap = rounds.stream()
                .flatMap(round -> round.values().stream())
                .flatMapToLong(usage -> usage.heap().stream())
                .max();
        text.append(String.format(Locale.ROOT, " | %.0f | ", peak / MEGABYTE));
        heap.ifPresent(bytes -> text.append(String.format(Locale.ROOT, "%.0f ", bytes / MEGABYTE)));
        text.append("|\n");
    }

    /** MB a GB, of who tells it. */
    private String allocated(Results.Key key) {
        boolean told = results.rounds().get(key).stream()
                .flatMap(round -> round.values().stream())
                .allMatch(usage -> usage.allocated().isPresent());
        return told
                ? spread(
                        results.marginal(
                                key.table(),
                                key.contestant(),
                                usage -> usage.allocated().orElseThrow() / MEGABYTE),
                        "%.1f")
                : "";
    }

    private static String spread(List<Double> figures, String form) {
        Spread spread = Spread.of(figures);
        return String.format(
                Locale.ROOT, form + " (" + form + "–" + form + ")", spread.median(), spread.least(), spread.most());
    }
}
