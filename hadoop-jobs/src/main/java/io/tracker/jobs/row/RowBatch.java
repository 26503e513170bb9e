package io.tracker.jobs.row;

import java.io.IOException;
import java.util.NoSuchElementException;

/**
 * Rows of a backup that pass the framework as one record: what it does for each record costs as much as a fifth of a small row's
 * conversion. Or the mark that a task has seen the end of its input.
 *
 * <p>The rows are read while whoever takes them asks for them, once and in order, so that no row is copied. Not thread safe.
 */
public abstract class RowBatch {
    private static final RowBatch END = new RowBatch() {
        @Override
        public boolean next() {
            return false;
        }

        @Override
        public BackupRow row() {
            throw new NoSuchElementException("The mark of the end has no rows");
        }

        @Override
        public long taken() {
            return 0;
        }
    };

    /**
     * The mark that all rows of a task have been written. Hadoop closes a task's writer after a failure as after success; only a writer
     * that has seen this mark completes its file.
     */
    public static RowBatch end() {
        return END;
    }

    /** Whether this is the mark of the end. */
    public final boolean isEnd() {
        return this == END;
    }

    /** Moves to the next row; false after the last. */
    public abstract boolean next() throws IOException;

    /** The current row: the same object for all rows of a task. */
    public abstract BackupRow row();

    /** How many rows have been taken. */
    public abstract long taken();
}
