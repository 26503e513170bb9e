package io.tracker.jobs.report;

import java.util.OptionalDouble;

/**
 * How an amount changed from the day before.
 *
 * @param by how much more, or less
 * @param percent of what it was; empty where it was 0
 */
public record Change(long by, OptionalDouble percent) {
    private static final double HUNDRED = 100;

    static Change from(long before, long now) {
        long by = now - before;
        return new Change(by, before == 0 ? OptionalDouble.empty() : OptionalDouble.of(HUNDRED * by / before));
    }
}
