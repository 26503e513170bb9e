package io.tracker.agent.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.tracker.agent.RunReport;
import io.tracker.agent.progress.ProgressMeter;
import io.tracker.agent.table.RoundsReport;
import io.tracker.agent.throttle.ThrottleSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a monitoring system of runs, in a file that a collector picks up: that one has begun, and how it ended. docs/monitoring.md has the
 * list. A file that cannot be written is a warning in the log: no backup fails for it.
 */
public final class RunMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(RunMetrics.class);
    private static final double MILLIS = 1000.0;
    private static final String RUNS = "runs";
    private static final String HELD_BACK = "held-back-millis";
    private static final String SUCCESS = "last-success";
    private static final String NEWEST_DAY = "newest-complete-day";

    private final MetricsFile file;
    private final Path stateDirectory;
    private final String replicaSet;
    private final String version;
    private final Clock clock;
    private final long beganSeconds;
    private final long beganNanos = System.nanoTime();

    /**
     * Metrics of one run.
     *
     * @param file where they go
     * @param stateDirectory where counters are kept from run to run
     */
    public RunMetrics(Path file, Path stateDirectory, String replicaSet, String version, Clock clock) {
        this.file = new MetricsFile(file);
        this.stateDirectory = stateDirectory;
        this.replicaSet = replicaSet;
        this.version = version;
        this.clock = clock;
        this.beganSeconds = clock.instant().getEpochSecond();
    }

    /** Says that a run has begun. What earlier runs left stands until it ends. */
    public void begin() {
        write(() -> {
            RunHistory history = RunHistory.read(stateDirectory);
            MetricList list = lasting(history);
            list.gauge("running", "Whether a run is under way.", 1);
            return list;
        });
    }

    /**
     * Says how the run ended.
     *
     * @param exitCode of the process
     * @param meter what it counted
     * @param report what it did; empty if it ended early
     */
    public void end(int exitCode, ProgressMeter meter, Optional<RunReport> report) {
        write(() -> {
            RunHistory history = RunHistory.read(stateDirectory);
            remember(history, exitCode, meter, report);
            history.write();
            MetricList list = lasting(history);
            list.gauge("running", "Whether a run is under way.", 0);
            list.gauge("last_run_end_timestamp_seconds", "When the last run ended.", now());
            list.gauge("last_run_exit_code", "Exit code of the last run.", exitCode);
            list.gauge(
                    "last_run_seconds",
                    "How long the last run took.",
                    Duration.ofNanos(System.nanoTime() - beganNanos).toMillis() / MILLIS);
            lastRun(list, meter);
            report.ifPresent(ended -> tables(list, ended));
            return list;
        });
    }

    private void remember(RunHistory history, int exitCode, ProgressMeter meter, Optional<RunReport> report) {
        ProgressMeter.Reading read = meter.read();
        history.add(RUNS + "." + exitCode, 1);
        history.add("rows", read.rows());
        history.add("row-bytes", read.rowBytes());
        history.add("retries", meter.retries());
        report.ifPresent(ended -> history.add("stored-bytes", ended.tables().storedBytes()));
        for (ThrottleSum sum : meter.heldBack()) {
            String name = "." + sum.action() + "." + sum.reason().word();
            history.add("held-back" + name, sum.times());
            history.add(HELD_BACK + name, sum.total().toMillis());
        }
        if (exitCode == 0) {
            history.raise(SUCCESS, now());
        }
        report.filter(RunReport::complete)
                .ifPresent(ended -> history.raise(NEWEST_DAY, endOf(ended.plan().dt())));
    }

    /** What holds from run to run. */
    private MetricList lasting(RunHistory history) {
        MetricList list = new MetricList(replicaSet);
        list.gauges("info", "The version that runs here.", Map.of(Labels.of("version", version), 1.0));
        list.gauge("last_run_begin_timestamp_seconds", "When the last run began.", beganSeconds);
        Map<Labels, Double> runs = new LinkedHashMap<>();
        history.below(RUNS).forEach((code, count) -> runs.put(Labels.of("exit_code", code), (double) count));
        list.counters("runs", "Runs that ended, by exit code.", runs);
        list.counter("rows", "Rows read, those of failed attempts too.", history.value("rows"));
        list.counter("row_bytes", "Encoded bytes of the rows.", history.value("row-bytes"));
        list.counter("stored_bytes", "Sizes of the objects that manifests name.", history.value("stored-bytes"));
        list.counter("retries", "Tables that were taken again in the same run.", history.value("retries"));
        list.counters("held_back", "How often the agent yielded to the server.", byAction(history, "held-back", 1));
        list.counters("held_back_seconds", "How long it yielded.", byAction(history, HELD_BACK, MILLIS));
        if (history.value(SUCCESS) > 0) {
            list.gauge("last_success_timestamp_seconds", "When a run last ended with 0.", history.value(SUCCESS));
        }
        if (history.value(NEWEST_DAY) > 0) {
            list.gauge(
                    "newest_complete_day_timestamp_seconds",
                    "The cutoff of the newest day that a run here saw complete; its age is the age of the data.",
                    history.value(NEWEST_DAY));
        }
        return list;
    }

    private static Map<Labels, Double> byAction(RunHistory history, String name, double unit) {
        Map<Labels, Double> values = new LinkedHashMap<>();
        history.below(name).forEach((key, value) -> {
            int dot = key.indexOf('.');
            values.put(
                    Labels.of("action", key.substring(0, dot), "reason", key.substring(dot + 1)),
                    (double) value / unit);
        });
        return values;
    }

    private static void lastRun(MetricList list, ProgressMeter meter) {
        Map<Labels, Double> phases = new LinkedHashMap<>();
        meter.steps().forEach((step, took) -> phases.put(Labels.of("phase", step), took.toMillis() / MILLIS));
        list.gauges("last_run_phase_seconds", "How long each phase of the last run took.", phases);
        ProgressMeter.Reading read = meter.read();
        list.gauge("last_run_rows", "Rows that the last run read.", read.rows());
        list.gauge("last_run_row_bytes", "Encoded bytes of them.", read.rowBytes());
        list.gauge("last_run_retries", "Tables that the last run took again.", meter.retries());
        list.gauge(
                "last_run_waited_seconds",
                "How long the last run waited for a store or server that was away.",
                meter.waited().toMillis() / MILLIS);
        list.gauge(
                "last_run_lag_max_seconds",
                "The longest replication lag that the last run saw while it read.",
                meter.longestLag().toMillis() / MILLIS);
        Map<Labels, Double> heldBack = new LinkedHashMap<>();
        meter.heldBack()
                .forEach(sum -> heldBack.put(
                        Labels.of("action", sum.action(), "reason", sum.reason().word()),
                        sum.total().toMillis() / MILLIS));
        list.gauges("last_run_held_back_seconds", "How long the last run yielded to the server.", heldBack);
    }

    private static void tables(MetricList list, RunReport report) {
        RoundsReport tables = report.tables();
        Map<Labels, Double> results = new LinkedHashMap<>();
        results.put(Labels.of("result", "taken"), (double) tables.taken().size());
        results.put(Labels.of("result", "before"), (double)
                report.before().published().size());
        results.put(
                Labels.of("result", "elsewhere"), (double) tables.elsewhere().size());
        results.put(Labels.of("result", "refused"), (double) tables.refused().size());
        results.put(Labels.of("result", "dropped"), (double) tables.dropped().size());
        results.put(Labels.of("result", "failed"), (double) tables.failed().size());
        list.gauges("last_run_tables", "How tables ended in the last run.", results);
        list.gauge(
                "last_run_planned_tables",
                "Tables that the day's plan names.",
                report.plan().tables().size());
        list.gauge(
                "last_run_stored_bytes",
                "Sizes of the objects that the last run's manifests name.",
                tables.storedBytes());
    }

    private static long endOf(LocalDate dt) {
        return dt.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    /** What is to be written. */
    private interface Text {
        /** The metrics, now. */
        MetricList list() throws IOException;
    }

    private void write(Text text) {
        try {
            Files.createDirectories(stateDirectory);
            file.write(text.list().snapshots());
        } catch (IOException | RuntimeException e) {
            LOG.warn("metrics are not written file={} reason=\"{}\"", file.path(), e.toString());
        }
    }
}
