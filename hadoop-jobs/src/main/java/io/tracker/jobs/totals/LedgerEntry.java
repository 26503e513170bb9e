package io.tracker.jobs.totals;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How often values of a column could not be held by their target type as they are, and what was written instead.
 *
 * @param column the column's true name
 * @param reason what was wrong with the values: {@code zero-date}, {@code invalid-bytes}, {@code out-of-range} …
 * @param action what the policy wrote: {@code null}, {@code string}, {@code binary}
 * @param count how many values, at least 1
 * @param sampleKeys keys of a few of the rows, as people read them; at most {@value #MOST_SAMPLES}
 */
public record LedgerEntry(String column, String reason, String action, long count, List<String> sampleKeys) {
    /** How many rows are named at most. */
    public static final int MOST_SAMPLES = 5;

    public LedgerEntry {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(action, "action");
        sampleKeys = List.copyOf(sampleKeys);
        if (count < 1 || sampleKeys.size() > MOST_SAMPLES) {
            throw new IllegalArgumentException("Ledger entry of " + column + " is out of bounds (got count " + count
                    + ", " + sampleKeys.size() + " samples)");
        }
    }

    /** Whether both count the same thing. */
    boolean matches(LedgerEntry other) {
        return column.equals(other.column) && reason.equals(other.reason) && action.equals(other.action);
    }

    /** The sum of two entries that match. */
    LedgerEntry plus(LedgerEntry other) {
        return new LedgerEntry(
                column,
                reason,
                action,
                Math.addExact(count, other.count),
                Stream.concat(sampleKeys.stream(), other.sampleKeys.stream())
                        .limit(MOST_SAMPLES)
                        .toList());
    }
}
