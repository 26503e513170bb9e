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
        assertEquals(3, options.rounds());
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
                "--engine oracle"
            })
    void refusesWhatItDoesNotKnow(String words) {
        assertThrows(IllegalArgumentException.class, () -> BenchOptions.parse(words.split(" ")));
    }
}
