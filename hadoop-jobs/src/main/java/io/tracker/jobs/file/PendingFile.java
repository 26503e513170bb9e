package io.tracker.jobs.file;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * A file being written. {@link #commit} completes it; {@link #close} alone leaves nothing under its name.
 *
 * <p>On a store whose uploads can be aborted nothing is completed at all; elsewhere the part that was written is deleted. After a failed
 * write it cannot be committed. Not thread safe.
 */
public final class PendingFile extends OutputStream {
    private final Path path;
    private final FileSystem files;
    private final FSDataOutputStream stream;
    private long count;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        FAILED,
        ENDED
    }

    /**
     * Creates a file.
     *
     * @throws IOException if it exists already
     */
    public PendingFile(Path path, Configuration hadoop) throws IOException {
        this.path = path;
        this.files = path.getFileSystem(hadoop);
        this.stream = files.create(path, false);
    }

    /** Bytes so far. */
    public long count() {
        return count;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        if (state != State.OPEN) {
            throw new IllegalStateException("File is not open any more: " + path);
        }
        state = State.FAILED;
        stream.write(data, offset, length);
        count += length;
        state = State.OPEN;
    }

    @Override
    public void flush() throws IOException {
        if (state == State.OPEN) {
            stream.flush();
        }
    }

    /** Completes the file. */
    public void commit() throws IOException {
        if (state != State.OPEN) {
            throw new IllegalStateException("File cannot be committed, it failed or has ended: " + path);
        }
        state = State.FAILED;
        stream.close();
        state = State.ENDED;
    }

    @Override
    public void close() throws IOException {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        if (stream.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
            stream.abort();
            return;
        }
        try {
            stream.close();
        } finally {
            files.delete(path, false);
        }
    }
}
