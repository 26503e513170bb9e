package io.tracker.jobs.input;

import io.tracker.schemas.container.RowCursor;
import java.util.Objects;

/**
 * A row of a backup on its way through a mapper: where its fields lie, and which of the job's source schemas they follow.
 *
 * <p>One object serves all rows of a task: it is valid until the reader moves on, and so are the bytes that the cursor points at. Not
 * thread safe.
 */
public final class BackupRow {
    private RowCursor cursor;
    private int source;

    /** A row to point at the first range's cursor before it is used. */
    public BackupRow(RowCursor cursor, int source) {
        point(cursor, source);
    }

    /** Points at the cursor of another range. */
    public void point(RowCursor otherCursor, int otherSource) {
        this.cursor = Objects.requireNonNull(otherCursor, "cursor");
        this.source = otherSource;
    }

    /** Where the row's fields lie. */
    public RowCursor cursor() {
        return cursor;
    }

    /** Index of the row's schema in the job's list of source schemas. */
    public int source() {
        return source;
    }
}
