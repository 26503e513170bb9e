package io.tracker.jobs.input;

import java.io.FilterInputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;

/** The bytes of a backup object; where the store does not give them, the failure names the object and the offset. Not thread safe. */
final class NamedInput extends FilterInputStream {
    private final FSDataInputStream stream;
    private final String object;

    NamedInput(FSDataInputStream stream, String object) {
        super(stream);
        this.stream = stream;
        this.object = object;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        long offset = stream.getPos();
        try {
            return stream.read(target, start, length);
        } catch (IOException e) {
            throw new IOException(
                    "Backup object cannot be read: " + object + " at offset " + offset + ": " + e.getMessage()
                            + "; HINT: the store did not answer as it should; run again",
                    e);
        }
    }
}
