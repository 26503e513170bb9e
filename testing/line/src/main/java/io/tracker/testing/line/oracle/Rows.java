package io.tracker.testing.line.oracle;

import java.io.IOException;

/**
 * Rows of one table at one place, in canonical cells: two places hold the same table exactly if their bags of rows are equal.
 *
 * <p>A cell is {@code null} for NULL, else bytes. What the bytes of each {@link Kind} are is said by {@link CellForm}.
 */
public interface Rows {
    /** Receives rows; the array is the receiver's to keep. */
    @FunctionalInterface
    interface Visitor {
        void row(byte[][] cells) throws IOException;
    }

    /** Where the rows lie, for messages. */
    String place();

    /** Their columns. */
    Shape shape() throws IOException;

    /** Reads all rows, in any order; can be called again. */
    void read(Visitor visitor) throws IOException;
}
