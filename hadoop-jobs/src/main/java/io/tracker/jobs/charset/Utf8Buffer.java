package io.tracker.jobs.charset;

import java.util.Arrays;

/** UTF-8 under construction, in an array that is used again for the next value. */
final class Utf8Buffer {
    private byte[] bytes = new byte[256];
    private int length;

    /** Empties it, and makes room for so many bytes. */
    void begin(long atLeast) {
        length = 0;
        if (atLeast > bytes.length) {
            if (atLeast > Integer.MAX_VALUE - 16) {
                throw new IllegalStateException("A value is too long to be made UTF-8 (got up to " + atLeast
                        + " bytes, expected at most 2 GiB)");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.max(atLeast, Math.min(2L * bytes.length, Integer.MAX_VALUE - 16)));
        }
    }

    /** Appends bytes that are ASCII. */
    void append(byte[] data, int start, int count) {
        System.arraycopy(data, start, bytes, length, count);
        length += count;
    }

    /** Appends a character. */
    void append(int codePoint) {
        if (codePoint < 0x80) {
            bytes[length++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            bytes[length++] = (byte) (0xC0 | (codePoint >> 6));
            bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            bytes[length++] = (byte) (0xE0 | (codePoint >> 12));
            bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
        } else {
            bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
            bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
