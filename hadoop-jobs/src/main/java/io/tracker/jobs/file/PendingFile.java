package io.tracker.jobs.file;

import java.io.Closeable;
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
public final class PendingFile implements Closeable {
    private final Path path;
    private final FileSystem files;
    private final FSDataOutputStream file;
    private long count;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        FAILED,
        DISCARDED,
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
        this.file = files.create(path, false);
    }

    /** Where its bytes go. Closing the stream means nothing: encoders close what they write to. */
    public OutputStream stream() {
        return new Bytes();
    }

    /** Bytes so far. */
    public long count() {
        return count;
    }

    /** From now on what is written goes nowhere, so that encoders can be closed and give their memory back; {@link #close} must follow. */
    public void discard() {
        if (state != State.ENDED) {
            state = State.DISCARDED;
        }
    }

    /** Completes the file. */
    public void commit() throws IOException {
        requireOpen();
        state = State.FAILED;
        file.close();
        state = State.ENDED;
    }

    @Override
    public void close() throws IOException {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        if (file.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
            file.abort();
            return;
        }
        try {
            file.close();
        } finally {
            files.delete(path, false);
        }
    }

    private void requireOpen() {
        if (state != State.OPEN) {
            throw new IllegalStateException("File is not open any more: " + path);
        }
    }

    private final class Bytes extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            if (state == State.DISCARDED) {
                return;
            }
            requireOpen();
            state = State.FAILED;
            file.write(data, offset, length);
            count += length;
            state = State.OPEN;
        }
    }
}
