package io.tracker.jobs.job;

import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.row.BackupRow;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.jobs.totals.TaskTotals;
import io.tracker.schemas.digest.Digest128;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The files of one task attempt: one, or as many as keep each below a size. At least one is written, though it may hold no row.
 * {@link #commit} completes the last of them; {@link #close} alone discards the open one. Not thread safe.
 */
final class RolledFiles implements Closeable {
    private static final int CHECKS_A_FILE = 1024;

    private final Opener opener;
    private final String name;
    private final String suffix;
    private final long mostBytes;
    private TaskTotals written = TaskTotals.NONE;
    private RowWriter open;
    private String openName;
    private int begun;
    private long bytesSinceCheck;

    /** Opens a file by its name. */
    interface Opener {
        RowWriter open(String name) throws IOException;
    }

    /**
     * Files.
     *
     * @param name of the first, without its suffix; those after it have their number behind it
     * @param mostBytes size after which the next file begins
     */
    RolledFiles(Opener opener, String name, String suffix, long mostBytes) throws IOException {
        this.opener = opener;
        this.name = name;
        this.suffix = suffix;
        this.mostBytes = mostBytes;
        begin();
    }

    void write(BackupRow row) throws IOException {
        // To ask for the size costs as much as a small row.
        if (bytesSinceCheck > mostBytes / CHECKS_A_FILE) {
            bytesSinceCheck = 0;
            if (open.size() >= mostBytes) {
                end();
                begin();
            }
        }
        bytesSinceCheck += row.cursor().rowLength();
        open.write(row);
    }

    /** Completes the last file, and says what is in all of them. */
    TaskTotals commit(long rowsRead, long rowsFiltered, Digest128 rowDigest) throws IOException {
        end();
        return written.plus(new TaskTotals(rowsRead, 0, rowsFiltered, rowDigest, Digest128.ZERO, List.of(), List.of()));
    }

    @Override
    public void close() throws IOException {
        open.close();
    }

    private void begin() throws IOException {
        openName = (begun == 0 ? name : String.format(Locale.ROOT, "%s-%04d", name, begun)) + suffix;
        begun++;
        open = opener.open(openName);
    }

    private void end() throws IOException {
        RowFormat.Written file = open.commit();
        open.close();
        written = written.plus(new TaskTotals(
                0,
                file.rows(),
                0,
                Digest128.ZERO,
                file.valueDigest(),
                List.of(new OutputFile(openName, file.rows(), file.bytes())),
                file.ledger()));
    }
}
