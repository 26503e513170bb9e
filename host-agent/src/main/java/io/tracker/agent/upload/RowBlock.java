package io.tracker.agent.upload;

import java.io.IOException;
import java.util.Arrays;

/** Copies of rows, one behind the other, up to a number of bytes. Not thread safe. */
final class RowBlock {
    private static final int FIRST_BYTES = 1 << 16;
    private static final int FIRST_ROWS = 1 << 10;

    private final int mostBytes;
    private byte[] bytes;
    private int[] ends = new int[FIRST_ROWS];
    private int rows;

    /** An empty one; memory grows up to its bytes as rows come. */
    RowBlock(int mostBytes) {
        this.mostBytes = mostBytes;
        this.bytes = new byte[Math.min(FIRST_BYTES, mostBytes)];
    }

    boolean hasRoom(int length) {
        return length <= mostBytes - length();
    }

    /** Copies a row for which there is room. */
    void add(byte[] row, int offset, int length) {
        int start = length();
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(mostBytes, Math.max(start + length, 2L * bytes.length)));
        }
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        System.arraycopy(row, offset, bytes, start, length);
        ends[rows++] = start + length;
    }

    /** Gives the rows to a sink, in their order, and is empty then. */
    void passTo(RowSink sink) throws IOException {
        int start = 0;
        for (int i = 0; i < rows; i++) {
            sink.row(bytes, start, ends[i] - start);
            start = ends[i];
        }
        rows = 0;
    }

    private int length() {
        return rows == 0 ? 0 : ends[rows - 1];
    }
}
