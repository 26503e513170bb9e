package io.tracker.bench.peers;

import java.util.List;

/**
 * What several rounds gave for one figure.
 *
 * @param least the smallest
 * @param median the one in the middle; of two, their mean
 * @param most the greatest
 */
record Spread(double least, double median, double most) {

    /**
     * Of at least one figure.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Spread of(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("Figure has no rounds");
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }
}
