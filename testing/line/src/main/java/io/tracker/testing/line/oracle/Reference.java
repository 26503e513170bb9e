package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The rows that other places are compared with, read once. */
public final class Reference {
    private final Rows rows;
    private final Shape shape;
    private final RowBag bag;

    private Reference(Rows rows, Shape shape, RowBag bag) {
        this.rows = rows;
        this.shape = shape;
        this.bag = bag;
    }

    /** Reads the rows; they must stand still until the last comparison. */
    public static Reference of(Rows rows) throws IOException {
        Shape shape = rows.shape();
        return new Reference(rows, shape, bag(rows, shape));
    }

    public Rows rows() {
        return rows;
    }

    public Tally tally() {
        return Tally.of(bag);
    }

    /** Compares columns, counts and digests; both places are read again for the first difference only when these differ. */
    public Comparison compare(Rows got) throws IOException {
        Optional<String> columns = differenceOfColumns(got);
        RowBag gotBag = bag(got, columns.isPresent() ? got.shape() : shape);
        Optional<String> difference = columns.isPresent() ? columns : differenceOfRows(got, gotBag);
        return new Comparison(tally(), Tally.of(gotBag), difference);
    }

    private Optional<String> differenceOfRows(Rows got, RowBag gotBag) throws IOException {
        List<Integer> differing = bag.differingBuckets(gotBag);
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(new DifferenceFinder(rows, got, shape, differing.get(0)).find());
    }

    private Optional<String> differenceOfColumns(Rows got) throws IOException {
        List<Column> wanted = shape.columns();
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
