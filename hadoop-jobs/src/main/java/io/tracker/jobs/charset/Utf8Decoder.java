package io.tracker.jobs.charset;

/**
 * utf8mb4, utf8mb3 and ascii: validates, copies nothing.
 *
 * <p>Valid is what Unicode 15, table 3-7 calls well-formed: no overlong form, no half of a surrogate pair, nothing beyond U+10FFFF.
 */
final class Utf8Decoder implements TextDecoder {
    private final int longest;
    private byte[] bytes = new byte[0];
    private int start;
    private int length;

    /**
     * A decoder.
     *
     * @param longest bytes of the longest character: 1 for ascii, 3 for utf8mb3, 4 for utf8mb4
     */
    Utf8Decoder(int longest) {
        this.longest = longest;
    }

    @Override
    public boolean decode(byte[] data, int valueStart, int valueLength) {
        bytes = data;
        start = valueStart;
        length = valueLength;
        int end = valueStart + valueLength;
        int position = AsciiRun.end(data, valueStart, end);
        while (position < end) {
            int size = size(data, position, end);
            if (size == 0 || size > longest) {
                return false;
            }
            position = AsciiRun.end(data, position + size, end);
        }
        return true;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int length() {
        return length;
    }

    /** Bytes of the character of at least two bytes at a position; 0 if there is none. */
    private static int size(byte[] data, int position, int end) {
        int lead = data[position] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        int size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (end - position < size) {
            return 0;
        }
        int second = data[position + 1] & 0xFF;
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < size; i++) {
            if ((data[position + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return size;
    }
}
