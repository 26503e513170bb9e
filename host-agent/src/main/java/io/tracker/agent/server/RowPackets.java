package io.tracker.agent.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The packets of a result's rows, one at a time, straight from a connection's stream: many small rows come with one read, and nothing is
 * allocated for a row.
 *
 * <p>A packet is 3 bytes of length, the least significant first, 1 byte of sequence, and so many bytes; one of 2<sup>24</sup> - 1 bytes goes
 * on in the next (MySQL's internals manual, "MySQL Packets"). Memory: the largest row. Not thread safe.
 */
public final class RowPackets {
    private static final int INITIAL_BYTES = 1 << 16;
    private static final int HEADER_BYTES = 4;
    private static final int LONGEST = 0xffffff;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;
    private static final int END = 0xfe;
    private static final int ERROR = 0xff;

    private final InputStream in;
    private byte[] buffer = new byte[INITIAL_BYTES];
    /** Of a row of several packets, which are not one after another in the stream. */
    private byte[] whole = new byte[0];

    private int at;
    private int end;
    private byte[] bytes = buffer;
    private int start;
    private int limit;
    private boolean joined;

    /** Packets of a stream that stands before one. */
    public RowPackets(InputStream in) {
        this.in = in;
    }

    /** Moves to the next packet; what the one before held is gone. */
    public void next() throws IOException {
        int length = header();
        joined = length == LONGEST;
        if (joined) {
            join(length);
            return;
        }
        need(length);
        bytes = buffer;
        start = at;
        limit = at + length;
        at = limit;
    }

    /** Whether it ends the rows. A row may begin with the same byte, but is longer than one packet then. */
    public boolean isEnd() {
        return !joined && first() == END;
    }

    public boolean isError() {
        return first() == ERROR;
    }

    /** What holds it, from {@link #start} to {@link #limit}. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int limit() {
        return limit;
    }

    /** A copy of it. */
    byte[] copy() {
        return Arrays.copyOfRange(bytes, start, limit);
    }

    /** Bytes that came behind it already. */
    int behind() {
        return end - at;
    }

    private int first() {
        return limit == start ? -1 : bytes[start] & 0xff;
    }

    private int header() throws IOException {
        need(HEADER_BYTES);
        int length = (buffer[at] & 0xff) | ((buffer[at + 1] & 0xff) << 8) | ((buffer[at + 2] & 0xff) << 16);
        at += HEADER_BYTES;
        return length;
    }

    private void join(int first) throws IOException {
        int size = 0;
        int length = first;
        while (true) {
            whole = withRoom(whole, (long) size + length);
            fill(size, length);
            size += length;
            if (length < LONGEST) {
                break;
            }
            length = header();
        }
        bytes = whole;
        start = 0;
        limit = size;
    }

    private void fill(int offset, int length) throws IOException {
        int here = Math.min(length, end - at);
        System.arraycopy(buffer, at, whole, offset, here);
        at += here;
        if (in.readNBytes(whole, offset + here, length - here) < length - here) {
            throw ended();
        }
    }

    /** Has so many bytes lie in the buffer one after another. */
    private void need(int count) throws IOException {
        if (count <= end - at) {
            return;
        }
        byte[] roomy = withRoom(buffer, count);
        System.arraycopy(buffer, at, roomy, 0, end - at);
        buffer = roomy;
        end -= at;
        at = 0;
        while (end < count) {
            int got = in.read(buffer, end, buffer.length - end);
            if (got < 0) {
                throw ended();
            }
            end += got;
        }
    }

    private static byte[] withRoom(byte[] array, long count) throws IOException {
        if (count <= array.length) {
            return array;
        }
        if (count > LARGEST_ARRAY) {
            throw new IOException("Row is too long: " + count + " bytes (expected at most 2 GiB)");
        }
        return Arrays.copyOf(array, (int) Math.min(LARGEST_ARRAY, Math.max(count, array.length / 4 * 5L)));
    }

    private static EOFException ended() {
        return new EOFException("Server ended the connection among the rows");
    }
}
