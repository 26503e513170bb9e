package io.tracker.testing.line.oracle;

/**
 * How the server itself is asked for the canonical form of a column's values. Whatever else reads the same table must come to the same bytes
 * by its own way.
 */
interface CellForm {
    /** The column as this form has it. */
    Column column(Column stored);

    /**
     * The expression that the server evaluates.
     *
     * @param quoted the column's name, quoted
     */
    String expression(Column stored, String quoted, Dialect dialect);

    /** The canonical cell that the server's answer means; not called for NULL, may return {@code null} for it. */
    byte[] cell(Column stored, byte[] answer);
}
