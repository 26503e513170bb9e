package io.tracker.schemas.container;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Counts what passes to a stream that it does not own, and sums its CRC32C piece by piece. */
final class ChecksummedOutput extends OutputStream {
    private final OutputStream sink;
    private final CRC32C crc = new CRC32C();
    private long count;

    ChecksummedOutput(OutputStream sink) {
        this.sink = sink;
    }

    long count() {
        return count;
    }

    /** The CRC32C of what passed since the last call. */
    long takeCrc32c() {
        long value = crc.getValue();
        crc.reset();
        return value;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        sink.write(buffer, offset, length);
        crc.update(buffer, offset, length);
        count += length;
    }

    @Override
    public void flush() throws IOException {
        sink.flush();
    }
}
