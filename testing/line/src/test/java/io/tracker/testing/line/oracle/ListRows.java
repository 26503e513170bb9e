package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.util.List;

/** Rows in memory: what a place must hold. */
record ListRows(Shape shape, List<byte[][]> rows) implements Rows {
    @Override
    public String place() {
        return "server";
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (byte[][] row : rows) {
            visitor.row(row);
        }
    }
}
