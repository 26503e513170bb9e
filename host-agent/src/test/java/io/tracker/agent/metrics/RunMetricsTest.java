package io.tracker.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.progress.ProgressMeter;
import io.tracker.agent.throttle.ThrottleReason;
import io.tracker.agent.throttle.ThrottleSum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunMetricsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L);

    @TempDir
    private Path folder;

    @Test
    void tellsThatARunBeganAndHowItEnded() throws Exception {
        ProgressMeter meter = new ProgressMeter();
        meter.step("tables");
        meter.addRows(7, 700);
        meter.addRetry();
        meter.heldBack(
                List.of(new ThrottleSum(ThrottleReason.LAG, "pause", 2, Duration.ofMillis(1500))),
                Duration.ofSeconds(9));
        RunMetrics metrics = metrics();
        metrics.begin();
        assertEquals("1.0", value("running{replica_set=\"shop\"}"));

        metrics.end(12, meter, Optional.empty());
        assertEquals("0.0", value("running{replica_set=\"shop\"}"));
        assertEquals("12.0", value("last_run_exit_code{replica_set=\"shop\"}"));
        assertEquals("1.0", value("runs_total{exit_code=\"12\",replica_set=\"shop\"}"));
        assertEquals("7.0", value("last_run_rows{replica_set=\"shop\"}"));
        assertEquals("9.0", value("last_run_lag_max_seconds{replica_set=\"shop\"}"));
        assertEquals("1.5", value("held_back_seconds_total{action=\"pause\",reason=\"lag\",replica_set=\"shop\"}"));
        assertTrue(text().contains("tracker_agent_last_run_phase_seconds{phase=\"tables\","), text());
        assertFalse(text().contains("last_success"), "nothing succeeded");
    }

    @Test
    void countersAndTheLastSuccessOutliveTheRun() throws Exception {
        ProgressMeter meter = new ProgressMeter();
        meter.addRows(5, 50);
        metrics().end(0, meter, Optional.empty());
        metrics().end(11, new ProgressMeter(), Optional.empty());
        metrics().end(11, meter, Optional.empty());
        assertEquals("2.0", value("runs_total{exit_code=\"11\",replica_set=\"shop\"}"));
        assertEquals("10.0", value("rows_total{replica_set=\"shop\"}"));
        assertEquals("1.7E9", value("last_success_timestamp_seconds{replica_set=\"shop\"}"));
    }

    @Test
    void countersBeginAnewWhereTheirFileIsDamaged() throws Exception {
        ProgressMeter meter = new ProgressMeter();
        metrics().end(0, meter, Optional.empty());
        Path counters = folder.resolve("state/metrics.properties");
        assertTrue(Files.exists(counters));
        for (String damage : List.of("rows=seven", "runs.0=1\nrows=\\u00", "", "\0\0\0\0")) {
            Files.writeString(counters, damage);
            metrics().end(11, meter, Optional.empty());
            assertEquals("1.0", value("runs_total{exit_code=\"11\",replica_set=\"shop\"}"), damage);
        }
    }

    @Test
    void fileIsReadableByTheCollectorAndLeavesNoDraft() throws Exception {
        metrics().end(0, new ProgressMeter(), Optional.empty());
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    void noRunFailsForAFileThatCannotBeWritten() {
        Path nowhere = folder.resolve("missing/tracker.prom");
        new RunMetrics(nowhere, folder.resolve("state"), "shop", "1", Clock.systemUTC())
                .end(0, new ProgressMeter(), Optional.empty());
        assertFalse(Files.exists(nowhere));
    }

    private RunMetrics metrics() throws Exception {
        Files.createDirectories(file().getParent());
        return new RunMetrics(file(), folder.resolve("state"), "shop", "1.2", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Path file() {
        return folder.resolve("collected/tracker.prom");
    }

    private String text() throws Exception {
        return Files.readString(file());
    }

    private String value(String metric) throws Exception {
        String begin = "tracker_agent_" + metric + " ";
        return text().lines()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(metric + " is not in " + begin));
    }
}
