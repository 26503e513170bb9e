package io.tracker.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.servers.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BenchOptionsTest {
    @Test
    void runsAllOnMariaDbWhenNothingIsSaid() {
        BenchOptions options = BenchOptions.parse().orElseThrow();
        assertEquals(Engine.MARIADB, options.engine());
        assertEquals(2, options.rounds());
        assertEquals(BenchTable.values().length, options.rows().size());
        assertTrue(options.wants("Spark CSV"));
    }

    @Test
    void takesScaleTablesAndPeers() {
        BenchOptions options = BenchOptions.parse(
                        "--scale", "0.01", "--tables", "wide,narrow", "--peers", "tracker,my", "--engine", "mysql")
                .orElseThrow();
        assertEquals(Map.of(BenchTable.WIDE, 250L, BenchTable.NARROW, 15_000L), options.rows());
        assertEquals(List.of("tracker", "my"), options.peers());
        assertTrue(options.wants("tracker-jobs") && options.wants("mydumper -c"));
        assertFalse(options.wants("DuckDB"));
    }

    @Test
    void takesSettingsOfOursAndOfTheServers() {
        BenchOptions options = BenchOptions.parse(
                        "--with",
                        "compression.level=3",
                        "--with",
                        "parquet.codec=snappy",
                        "--with",
                        "dump.compression=zstd",
                        "--server-setting",
                        "net_buffer_length=1048576")
                .orElseThrow();
        assertEquals(
                List.of(false, true, true),
                options.settings().stream().map(Setting::isOfJobs).toList());
        assertEquals(
                List.of("parquet", "parquet", "dump"),
                options.settings().stream().map(Setting::format).toList());
        assertEquals(
                "tracker-agent compression.level=3",
                Setting.name("tracker-agent", Optional.of(options.settings().get(0))));
        assertEquals(List.of(new Setting("net_buffer_length", "1048576")), options.serverSettings());
    }

    @Test
    void takesOptionsOfTheJvms() {
        BenchOptions options = BenchOptions.parse(
                        "--with", "agent.jvm=-XX:+UseParallelGC -Xmx512m", "--with", "jobs.jvm=-Xmx2g")
                .orElseThrow();
        Setting agent = options.settings().get(0);
        assertEquals(
                List.of("@jvm.options", "-XX:+UseParallelGC", "-Xmx512m"),
                Setting.jvm(List.of("@jvm.options"), Optional.of(agent)));
        assertEquals(List.of("@jvm.options"), Setting.jvm(List.of("@jvm.options"), Optional.empty()));
        assertEquals(
                List.of(false, true),
                options.settings().stream().map(Setting::isOfJobs).toList());
        assertEquals(
                List.of("-Xmx256m"),
                Setting.jvm(List.of("-Xmx256m"), Optional.of(new Setting("compression.level", "3"))));
    }

    @Test
    void namesSqoopOnlyWhenItIsAskedFor() {
        assertFalse(BenchOptions.parse().orElseThrow().names(Sqoop.NAME));
        assertFalse(BenchOptions.parse("--peers", "Spark").orElseThrow().names(Sqoop.NAME));
        assertTrue(BenchOptions.parse("--peers", "tracker,Sqoop").orElseThrow().names(Sqoop.NAME));
    }

    @Test
    void printsItsHelp() {
        assertEquals(Optional.empty(), BenchOptions.parse("--help"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rounds 0",
                "--rounds many",
                "--scale -1",
                "--scale NaN",
                "--fast",
                "now",
                "--tables tall",
                "--engine oracle",
                "--with compression.level",
                "--with =3",
                "--with chunk.rows=5 --with chunk.rows=5",
                "--server-setting net_buffer_length",
                "--server-setting net_buffer_length=16384 --server-setting net-buffer-length=1048576"
            })
    void refusesWhatItDoesNotKnow(String words) {
        assertThrows(IllegalArgumentException.class, () -> BenchOptions.parse(words.split(" ")));
    }
}
