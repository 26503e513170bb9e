package io.tracker.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.failure.OperatorException;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark itself, on few rows: who takes part, and that each leaves what it should. It asserts no time. */
final class PeerBenchIT {
    @TempDir
    private Path folder;

    @Test
    void everyContestantReadsBothSizes() throws Exception {
        Engines.require(Engine.MARIADB, Assumptions::abort);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Results results = PeerBench.run(
                options(
                        List.of(
                                new Setting("compression.level", "3"),
                                new Setting("agent.jvm", "-XX:TieredStopAtLevel=1"),
                                new Setting("parquet.codec", "snappy")),
                        List.of(new Setting("net_buffer_length", "1048576"))),
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertTrue(results.gigabytes().get(BenchTable.CALLS) > 0);
        for (String contestant : List.of(
                "tracker-agent",
                "tracker-agent compression.level=3",
                "tracker-agent agent.jvm=-XX:TieredStopAtLevel=1",
                "mydumper -c",
                "mariadb-dump | zstd -1",
                "stream: file",
                "tracker-jobs",
                "tracker-jobs parquet.codec=snappy",
                "DuckDB",
                "Spark JDBC")) {
            Usage once = usage(results, contestant, Size.ONCE);
            Usage twice = usage(results, contestant, Size.TWICE);
            assertTrue(once.client() > 0 && once.peak() > 0, contestant + once);
            assertTrue(twice.out() > once.out(), contestant + " leaves more for more rows: " + once + twice);
        }
        for (String stream : List.of("stream: drain", "stream: null", "stream: file")) {
            Usage once = usage(results, stream, Size.ONCE);
            assertTrue(once.client() > 0 && once.allocated().orElseThrow() > 0, stream + once);
        }
        for (String ours : List.of("tracker-agent", "tracker-jobs")) {
            Usage once = usage(results, ours, Size.ONCE);
            assertTrue(once.allocated().orElseThrow() > once.heap().orElseThrow(), ours + once);
            assertTrue(once.heap().orElseThrow() > 0, ours + once);
        }
        String report = Files.readString(folder.resolve("out/report.md"));
        assertTrue(report.contains("| calls | tracker-jobs to DuckDB |"), report);
        assertTrue(report.contains("| calls | tracker-agent to tracker-agent compression.level=3 |"), report);
        assertTrue(report.contains("| calls | tracker-jobs to tracker-jobs parquet.codec=snappy |"), report);
        assertTrue(report.contains("| calls | stream: null to stream: drain |"), report);
        assertTrue(report.contains("server's net_buffer_length=1048576"), report);
        assertTrue(report.contains("| calls | tracker-agent and tracker-jobs to Spark JDBC |"), report);
        assertTrue(
                report.matches("(?s).*\\| calls \\| rows, as now \\| 0\\.\\d+ .*\\| calls \\| columns \\| 0\\.\\d+ .*"),
                report);
        assertTrue(Files.readString(folder.resolve("out/report.json")).contains("\"clientCpuSeconds\""), report);
    }

    @Test
    void refusesASettingThatTheAgentDoesNotKnowInTheAgentsWords() throws Exception {
        Engines.require(Engine.MARIADB, Assumptions::abort);
        BenchOptions options = options(List.of(new Setting("chunk.row", "5")), List.of());
        OperatorException refused = assertThrows(
                OperatorException.class,
                () -> PeerBench.run(
                        options, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
        assertTrue(
                refused.getMessage().contains("key is not known: chunk.row (nearest: chunk.rows)"),
                refused::getMessage);
    }

    private BenchOptions options(List<Setting> settings, List<Setting> serverSettings) {
        return new BenchOptions(
                Engine.MARIADB,
                1,
                Map.of(BenchTable.CALLS, 2000L),
                List.of(),
                settings,
                serverSettings,
                folder.resolve("out"));
    }

    private static Usage usage(Results results, String contestant, Size size) {
        List<Map<Size, Usage>> rounds = results.rounds().get(new Results.Key(BenchTable.CALLS, contestant));
        assertEquals(1, rounds.size(), contestant);
        return rounds.get(0).get(size);
    }
}
