package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of comparing two places that must hold the same table.
 *
 * @param expected what must be there
 * @param got what is there
 * @param difference the first difference, in words; empty when both are the same bag of rows
 */
public record Comparison(Tally expected, Tally got, Optional<String> difference) {

    /** Compares columns, counts and digests, and looks for the first difference only when these differ. */
    public static Comparison of(Rows expected, Rows got) throws IOException {
        Shape shape = expected.shape();
        Optional<String> shapes = difference(expected, got);
        if (shapes.isPresent()) {
            Shape other = got.shape();
            return new Comparison(Tally.of(bag(expected, shape)), Tally.of(bag(got, other)), shapes);
        }
        RowBag expectedBag = bag(expected, shape);
        RowBag gotBag = bag(got, shape);
        List<Integer> differing = expectedBag.differingBuckets(gotBag);
        Optional<String> difference = differing.isEmpty()
                ? Optional.empty()
                : Optional.of(new DifferenceFinder(expected, got, shape, differing.get(0)).find());
        return new Comparison(Tally.of(expectedBag), Tally.of(gotBag), difference);
    }

    public boolean equal() {
        return difference.isEmpty();
    }

    /** Throws what {@link #of} finds. */
    public static Tally requireEqual(String table, Rows expected, Rows got) throws IOException {
        Comparison comparison = of(expected, got);
        if (!comparison.equal()) {
            throw new MismatchException("Rows differ: " + table + ": "
                    + comparison.difference().orElseThrow() + " (" + got.place() + " has "
                    + comparison.got().rows()
                    + " rows, " + expected.place() + " has "
                    + comparison.expected().rows() + ")");
        }
        return comparison.got();
    }

    private static Optional<String> difference(Rows expected, Rows got) throws IOException {
        List<Column> wanted = expected.shape().columns();
        List<Column> found = got.shape().columns();
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            String foundColumn = i < found.size() ? text(found.get(i)) : "none";
            String wantedColumn = i < wanted.size() ? text(wanted.get(i)) : "none";
            if (!foundColumn.equals(wantedColumn)) {
                return Optional.of("column " + (i + 1) + " differs (got " + foundColumn + " in " + got.place()
                        + ", expected " + wantedColumn + ")");
            }
        }
        return Optional.empty();
    }

    private static String text(Column column) {
        return column.name() + " " + column.type();
    }

    private static RowBag bag(Rows rows, Shape shape) throws IOException {
        RowBag bag = new RowBag(shape);
        rows.read(bag::add);
        return bag;
    }
}
