package io.tracker.jobs.parquet;

import io.tracker.jobs.file.PendingFile;
import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A pending file as Parquet's library writes to it. Its library ends a file by closing it: here that completes nothing, and after
 * {@link #discard} what it still writes goes nowhere, so that it can be closed and give its memory back.
 */
final class PendingOutput extends PositionOutputStream implements OutputFile {
    private final PendingFile file;
    private final String path;
    private boolean discarded;
    private long position;

    PendingOutput(PendingFile file, String path) {
        this.file = file;
        this.path = path;
    }

    void discard() {
        discarded = true;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int value) throws IOException {
        if (!discarded) {
            file.write(value);
        }
        position++;
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        if (!discarded) {
            file.write(data, offset, length);
        }
        position += length;
    }

    @Override
    public void close() {
        // The owner of the pending file completes it or not.
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return this;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return this;
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    @Override
    public String getPath() {
        return path;
    }
}
