package io.tracker.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of the shipped alerts fire on a textfile of a real run, by Prometheus' own unit tests of rules. Prometheus' clock begins there at
 * 0, so that times in the file are told from the moment it was written.
 */
final class AlertTest {
    private static final Path RULES =
            Path.of("src/monitoring/tracker-alerts.yml").toAbsolutePath();
    private static final int MINUTES_A_SAMPLE = 5;
    private static final int SAMPLES = 500;

    private final Path promtool;
    private final Path folder;
    private final List<String> lines = new ArrayList<>();
    private int cases;

    AlertTest(Path promtool, Path folder) {
        this.promtool = promtool;
        this.folder = folder;
        lines.add("rule_files: ['" + RULES + "']");
        lines.add("evaluation_interval: " + MINUTES_A_SAMPLE + "m");
        lines.add("tests:");
    }

    /** Adds a case: after this time, in which the file does not change, exactly these alerts fire. */
    AlertTest expect(String textfile, Instant written, Duration after, String... alerts) {
        lines.add("- interval: " + MINUTES_A_SAMPLE + "m");
        lines.add("  name: case " + ++cases);
        lines.add("  input_series:");
        textfile.lines().filter(line -> !line.startsWith("#")).forEach(line -> series(line, written));
        lines.add("  promql_expr_test:");
        lines.add("  - expr: count by (alertname) (ALERTS{alertstate=\"firing\"})");
        lines.add("    eval_time: " + after.toMinutes() + "m");
        lines.add("    exp_samples:" + (alerts.length == 0 ? " []" : ""));
        for (String alert : alerts) {
            lines.add("    - labels: '{alertname=\"" + alert + "\"}'");
            lines.add("      value: 1");
        }
        return this;
    }

    private void series(String line, Instant written) {
        int end = line.lastIndexOf(' ');
        String name = line.substring(0, end);
        double value = Double.parseDouble(line.substring(end + 1));
        double told = name.contains("_timestamp_seconds") ? value - written.getEpochSecond() : value;
        lines.add("  - series: '" + name.replaceFirst("\\{", "{instance=\"host\",") + "'");
        lines.add("    values: '" + told + "+0x" + SAMPLES + "'");
    }

    void run() throws IOException, InterruptedException {
        Program.of(promtool, "check", "rules", RULES).run().require(0);
        Path file = folder.resolve("alerts-test.yml");
        Files.write(file, lines);
        Program.of(promtool, "test", "rules", file).run().require(0);
    }
}
