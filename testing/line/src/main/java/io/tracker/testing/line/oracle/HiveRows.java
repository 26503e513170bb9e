package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/** The rows of a dump as Hive has read them, in the canonical cells of {@link StoredForm}. */
public final class HiveRows implements Rows {
    private final CellFile cells;
    private final Shape shape;

    /**
     * The rows that Hive wrote into a file of cells.
     *
     * @param expected what they must hold; tells what kinds the columns are of
     */
    public HiveRows(Path cells, Rows expected) throws IOException {
        this.cells = new CellFile(cells);
        this.shape = DumpRows.shape(new ArrayList<>(this.cells.columns().keySet()), expected);
    }

    @Override
    public String place() {
        return "dump read by Hive";
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        cells.read(fields -> visitor.row(DumpRows.cells(shape, fields)));
    }
}
