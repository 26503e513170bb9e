package io.tracker.jobs.report;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/** The middle of numbers, which one bad night does not move. */
final class Median {
    private Median() {}

    /** The middle one, or the mean of the two in the middle; empty for none. */
    static OptionalDouble of(Collection<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        int half = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2);
    }
}
