package io.tracker.jobs.charset;

/**
 * The server's latin1: Windows-1252, where the five bytes that it leaves open (81 8D 8F 90 9D) are the control characters of the same
 * numbers (MySQL manual, "West European Character Sets").
 */
final class Latin1Decoder implements TextDecoder {
    private static final char[] FROM_80 = {
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
        0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x009D, 0x017E, 0x0178
    };

    private static final int LONGEST = 3;

    private final Utf8Buffer buffer = new Utf8Buffer();
    private byte[] bytes = new byte[0];
    private int start;
    private int length;

    @Override
    public boolean decode(byte[] data, int valueStart, int valueLength) {
        int end = valueStart + valueLength;
        int ascii = AsciiRun.end(data, valueStart, end);
        if (ascii == end) {
            bytes = data;
            start = valueStart;
            length = valueLength;
            return true;
        }
        buffer.begin(ascii - valueStart + (long) (end - ascii) * LONGEST);
        buffer.append(data, valueStart, ascii - valueStart);
        for (int i = ascii; i < end; i++) {
            int value = data[i] & 0xFF;
            buffer.append(value >= 0x80 && value < 0xA0 ? FROM_80[value - 0x80] : value);
        }
        bytes = buffer.bytes();
        start = 0;
        length = buffer.length();
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
}
