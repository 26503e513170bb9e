package io.tracker.jobs.dump;

import io.tracker.jobs.convert.ValueDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * One line of a dump: fields with a tab between them, a newline at the end.
 *
 * <p>NULL is {@code \N}. Byte by byte, whatever character it may be part of, backslash becomes {@code \\}, tab {@code \t}, newline
 * {@code \n}, carriage return {@code \r} (Hadoop's line readers end a line there too) and 00 {@code \0}, unless it was asked for raw;
 * a tab may be a backslash and itself.
 * Not thread safe.
 */
final class DumpLine {
    private final ValueDigest digest;

    /** For each byte the letter that stands for it behind a backslash; 0 where it stands for itself. */
    private final byte[] letters = new byte[256];

    private byte[] bytes = new byte[1 << 10];
    private int length;
    private boolean first;

    DumpLine(DumpOptions options, ValueDigest digest) {
        this.digest = digest;
        letters['\\'] = '\\';
        letters['\t'] = (byte) (options.tab() == DumpOptions.Tab.ESCAPED ? 't' : '\t');
        letters['\n'] = 'n';
        letters['\r'] = 'r';
        letters[0] = (byte) (options.nul() == DumpOptions.Nul.ESCAPED ? '0' : 0);
    }

    void begin() {
        length = 0;
        first = true;
        digest.begin();
    }

    void addNull() {
        reserve(3);
        separate();
        bytes[length++] = '\\';
        bytes[length++] = 'N';
        digest.addNull();
    }

    void add(byte[] data, int start, int count) {
        reserve(2L * count + 2);
        separate();
        int end = start + count;
        int at = length;
        for (int i = start; i < end; i++) {
            byte value = data[i];
            byte letter = letters[value & 0xFF];
            if (letter != 0) {
                bytes[at++] = '\\';
                bytes[at++] = letter;
            } else {
                bytes[at++] = value;
            }
        }
        length = at;
        digest.addBytes(ValueDigest.Tag.BYTES, data, start, count);
    }

    /** Ends the line and writes it. */
    void end(OutputStream to) throws IOException {
        reserve(1);
        bytes[length++] = '\n';
        to.write(bytes, 0, length);
        digest.end();
    }

    private void separate() {
        if (!first) {
            bytes[length++] = '\t';
        }
        first = false;
    }

    private void reserve(long more) {
        long needed = length + more;
        if (needed > bytes.length) {
            if (needed > Integer.MAX_VALUE - 16) {
                throw new IllegalStateException(
                        "Line of a dump is too long (got up to " + needed + " bytes, expected at most 2 GiB)");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - 16)));
        }
    }
}
