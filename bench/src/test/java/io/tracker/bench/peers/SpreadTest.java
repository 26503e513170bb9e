package io.tracker.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
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
        assertEquals(List.of(0.25, 1.0), results.ratio(BenchTable.CALLS, List.of("ours"), "theirs"));
        assertEquals(List.of(0.5, 2.0), results.ratio(BenchTable.CALLS, List.of("ours", "ours"), "theirs"));
        assertEquals(List.of(), results.ratio(BenchTable.CALLS, List.of("ours", "nobody"), "theirs"));
        assertEquals(List.of(), results.ratio(BenchTable.CALLS, List.of("ours"), "nobody"));
    }

    private static Usage cpu(double seconds) {
        return new Usage(0, seconds, 0, 0, 0, 0);
    }
}
