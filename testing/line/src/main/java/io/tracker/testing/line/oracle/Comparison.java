package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.util.Optional;

/**
 * The outcome of comparing two places that must hold the same table.
 *
 * @param expected what must be there
 * @param got what is there
 * @param difference the first difference, in words; empty when both are the same bag of rows
 */
public record Comparison(Tally expected, Tally got, Optional<String> difference) {

    static Comparison of(Rows expected, Rows got) throws IOException {
        return Reference.of(expected).compare(got);
    }

    public boolean equal() {
        return difference.isEmpty();
    }

    /** Compares, and throws the first difference; returns what both hold. */
    public static Tally requireEqual(String table, Rows expected, Rows got) throws IOException {
        Comparison comparison = of(expected, got);
        if (!comparison.equal()) {
            throw new MismatchException("Rows differ: " + table + ": "
                    + comparison.difference().orElseThrow() + " (" + got.place() + " has "
                    + comparison.got().rows() + " rows, " + expected.place() + " has "
                    + comparison.expected().rows() + ")");
        }
        return comparison.got();
    }
}
