package io.tracker.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void tellsTheMiddleOfOddAndEvenRounds() {
        assertEquals(new Spread(1, 2, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
        assertEquals(new Spread(1, 2.5, 9), Spread.of(List.of(9.0, 1.0, 2.0, 3.0)));
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }

    @Test
    void countsTheDifferenceOfTheSizesAndPairsTheRounds() {
        Results results = Results.empty();
        results.gigabytes().put(BenchTable.CALLS, 0.5);
        results.add(BenchTable.CALLS, "ours", Map.of(Size.ONCE, cpu(10), Size.TWICE, cpu(11)));
        results.add(BenchTable.CALLS, "ours", Map.of(Size.ONCE, cpu(20), Size.TWICE, cpu(22)));
        results.add(BenchTable.CALLS, "theirs", Map.of(Size.ONCE, cpu(1), Size.TWICE, cpu(5)));
        results.add(BenchTable.CALLS, "theirs", Map.of(Size.ONCE, cpu(1), Size.TWICE, cpu(3)));

        assertEquals(List.of(2.0, 4.0), results.marginal(BenchTable.CALLS, "ours", Usage::client));
        assertEquals(List.of(0.25, 1.0), ratio(results, "theirs", "ours"));
        assertEquals(List.of(0.5, 2.0), ratio(results, "theirs", "ours", "ours"));
        assertEquals(List.of(), ratio(results, "theirs", "ours", "nobody"));
        assertEquals(List.of(), ratio(results, "nobody", "ours"));
    }

    @Test
    void reportsTheClockOfAStreamAndWhatIsAllocated() {
        Results results = Results.empty();
        results.gigabytes().put(BenchTable.CALLS, 0.5);
        results.add(BenchTable.CALLS, Streams.DRAIN, Map.of(Size.ONCE, wall(1), Size.TWICE, wall(2)));
        results.add(
                BenchTable.CALLS,
                Streams.NULL,
                Map.of(Size.ONCE, told(1, 3_000_000), Size.TWICE, told(2.5, 5_000_000)));
        BenchReport report =
                new BenchReport(results, Map.of(Streams.DRAIN, 1, Streams.NULL, 1), "a machine of two processors");

        assertTrue(report.markdown().contains("| calls | stream: null to stream: drain | 1.50 | **1.50** | 1.50 |"));
        assertTrue(report.markdown().contains("| 4.0 (4.0–4.0) |"), report.markdown());
        assertEquals(
                1.5,
                report.json().path("streamNullToDrainWall").path("calls").get(0).asDouble());
        assertEquals(
                List.of(0L, 0L, 3_000_000L, 5_000_000L),
                report.json().path("runs").findParents("wallSeconds").stream()
                        .map(run -> run.path("allocatedBytes").asLong())
                        .sorted()
                        .toList());
    }

    @Test
    void hearsWhatACommandAllocated() {
        assertEquals(OptionalLong.of(17), Meter.allocated("2 rows\nbench: allocated 17\nbench: 0.1 0.2 0.3\n"));
        assertEquals(OptionalLong.empty(), Meter.allocated("bench: 0.1 0.2 0.3\n"));
    }

    private static List<Double> ratio(Results results, String peer, String... ours) {
        return results.ratio(BenchTable.CALLS, List.of(ours), peer, Usage::client);
    }

    private static Usage cpu(double seconds) {
        return new Usage(0, seconds, 0, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty());
    }

    private static Usage wall(double seconds) {
        return new Usage(seconds, 0, 0, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty());
    }

    private static Usage told(double seconds, long allocated) {
        return new Usage(seconds, 0, 0, 0, 0, 0, OptionalLong.of(allocated), OptionalLong.empty());
    }
}
