package io.tracker.schemas.container;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** The first bytes of a stream, counted, with their CRC32C. Reads in large pieces: a single byte costs no call to the source. */
final class ChecksummedInput extends InputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream source;
    private final CRC32C crc = new CRC32C();
    private final byte[] buffer;
    private long unread;
    private int position;
    private int limit;
    private long count;

    ChecksummedInput(InputStream source, long length) {
        this.source = source;
        this.buffer = new byte[(int) Math.min(BUFFER_BYTES, length)];
        this.unread = length;
    }

    /** Bytes taken so far. */
    long count() {
        return count;
    }

    /** Bytes that the range still owes. */
    long remaining() {
        return unread + limit - position;
    }

    /** The CRC32C of all bytes taken; meaningful when none remain. */
    long crc32c() {
        return crc.getValue();
    }

    @Override
    public int read() throws IOException {
        if (position == limit && !refill()) {
            return -1;
        }
        count++;
        return buffer[position++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (position == limit && !refill()) {
            return -1;
        }
        int piece = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, piece);
        position += piece;
        count += piece;
        return piece;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private boolean refill() throws IOException {
        if (unread == 0) {
            return false;
        }
        int piece = source.read(buffer, 0, (int) Math.min(buffer.length, unread));
        if (piece < 0) {
            return false;
        }
        crc.update(buffer, 0, piece);
        unread -= piece;
        position = 0;
        limit = piece;
        return true;
    }
}
