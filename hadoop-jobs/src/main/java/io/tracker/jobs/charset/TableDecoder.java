package io.tracker.jobs.charset;

/** A character set of codes of one to four bytes, by its table. A code that the table lacks is not valid. */
final class TableDecoder implements TextDecoder {
    /** Bytes of UTF-8 that the longest character of one byte makes. */
    private static final int LONGEST = 3;

    private final CodeTable table;
    private final boolean ascii;
    private final Utf8Buffer buffer = new Utf8Buffer();

    TableDecoder(CodeTable table) {
        this.table = table;
        this.ascii = table.isAscii();
    }

    @Override
    public boolean decode(byte[] data, int start, int length) {
        buffer.begin((long) length * LONGEST);
        int end = start + length;
        int position = start;
        while (position < end) {
            int run = ascii ? AsciiRun.end(data, position, end) : position;
            buffer.append(data, position, run - position);
            position = run;
            if (position < end) {
                int lead = data[position] & 0xFF;
                char single = table.singles()[lead];
                if (single != 0 || lead == 0) {
                    buffer.append(single);
                    position++;
                } else {
                    int size = appendLonger(data, position, end, lead);
                    if (size == 0) {
                        return false;
                    }
                    position += size;
                }
            }
        }
        return true;
    }

    /** Appends the character of several bytes at a position; returns their number, 0 if there is none. */
    private int appendLonger(byte[] data, int position, int end, int lead) {
        if (end - position < 2) {
            return 0;
        }
        int second = data[position + 1] & 0xFF;
        if (table.fours().length > 0 && second >= '0' && second <= '9') {
            return end - position < 4 ? 0 : appendFour(data, position, lead, second);
        }
        if (table.triples().length > 0 && lead == CodeTable.TRIPLE_LEAD) {
            return end - position < 3 ? 0 : append(table.triples()[second << 8 | (data[position + 2] & 0xFF)], 3);
        }
        return table.doubles().length == 0 ? 0 : append(table.doubles()[lead << 8 | second], 2);
    }

    private int appendFour(byte[] data, int position, int lead, int second) {
        int third = data[position + 2] & 0xFF;
        int fourth = data[position + 3] & 0xFF;
        if (lead == 0xFF || third < 0x81 || third == 0xFF || fourth < '0' || fourth > '9') {
            return 0;
        }
        int index = CodeTable.four(lead, second, third, fourth);
        if (index < table.fours().length) {
            return append(table.fours()[index], 4);
        }
        int beyond = index - CodeTable.FIRST_BEYOND + Character.MIN_SUPPLEMENTARY_CODE_POINT;
        return beyond < Character.MIN_SUPPLEMENTARY_CODE_POINT || beyond > Character.MAX_CODE_POINT
                ? 0
                : append(beyond, 4);
    }

    private int append(int character, int size) {
        if (character == 0) {
            return 0;
        }
        buffer.append(character);
        return size;
    }

    @Override
    public byte[] bytes() {
        return buffer.bytes();
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int length() {
        return buffer.length();
    }
}
