package io.tracker.jobs.output;

import io.tracker.jobs.row.BackupRow;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the rows of one task attempt to one file. {@link #commit} completes the file; {@link #close} alone discards what was written,
 * and after a commit does nothing. After any exception only {@link #close} may be called. Not thread safe.
 */
public interface RowWriter extends Closeable {
    /** Converts a row and writes it, or copies it to do so later, at the latest in {@link #commit}: keeps none of the row's own bytes. */
    void write(BackupRow row) throws IOException;

    /** About how many bytes the file would have if it were completed now; at least those that are stored. */
    long size();

    /** Completes the file and says what is in it. Called at most once. */
    RowFormat.Written commit() throws IOException;
}
