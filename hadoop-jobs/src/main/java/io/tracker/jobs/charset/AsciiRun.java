package io.tracker.jobs.charset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds how much of a value is ASCII, eight bytes at a time: most text is, to its end. */
final class AsciiRun {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private AsciiRun() {}

    /** The position of the first byte from {@code start} that is not ASCII; {@code end} if there is none. */
    static int end(byte[] data, int start, int end) {
        int position = start;
        while (end - position >= Long.BYTES && ((long) LONG.get(data, position) & HIGH_BITS) == 0) {
            position += Long.BYTES;
        }
        while (position < end && data[position] >= 0) {
            position++;
        }
        return position;
    }
}
