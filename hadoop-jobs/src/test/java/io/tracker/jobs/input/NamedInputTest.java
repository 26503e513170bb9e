package io.tracker.jobs.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.junit.jupiter.api.Test;

class NamedInputTest {
    @Test
    void namesObjectAndOffsetWhereTheStoreFails() throws IOException {
        try (NamedInput input = new NamedInput(new FSDataInputStream(new TenBytes()), "data/pins/00000.avro")) {
            assertEquals(4, input.readNBytes(4).length);
            assertEquals(6, input.read(new byte[100], 0, 100));
            IOException failed = assertThrows(IOException.class, () -> input.readNBytes(1));
            assertEquals(
                    "Backup object cannot be read: data/pins/00000.avro at offset 10: Connection reset; HINT: the store did"
                            + " not answer as it should; run again",
                    failed.getMessage());
        }
    }

    /** Ten bytes, and then a connection that is reset. */
    private static final class TenBytes extends FSInputStream {
        private long position;

        @Override
        public int read() throws IOException {
            throw new IOException("single bytes are not asked for");
        }

        @Override
        public int read(byte[] target, int start, int length) throws IOException {
            if (position == 10) {
                throw new IOException("Connection reset");
            }
            int piece = (int) Math.min(length, 10 - position);
            position += piece;
            return piece;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void seek(long to) {
            position = to;
        }

        @Override
        public boolean seekToNewSource(long to) {
            return false;
        }
    }
}
