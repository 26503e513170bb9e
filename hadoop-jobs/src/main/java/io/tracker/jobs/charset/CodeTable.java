package io.tracker.jobs.charset;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which character each code of a character set is, as a server's CONVERT has it; U+0000 stands for none, except at code 00.
 *
 * <p>As bytes: what a bit of the first byte says is there, of the lengths 1, 2, 3 and 4 (bit 0 to 3), the characters of the codes of that
 * length in the order of their indexes, each two bytes, as the difference from the one before it, modulo 65536. Immutable.
 *
 * @param singles by the byte
 * @param doubles by both bytes; empty if there are none
 * @param triples of codes that begin with {@link #TRIPLE_LEAD}, by the two bytes behind it; empty if there are none
 * @param fours of codes whose second byte is a digit, by {@link #four}; empty if there are none. Those from {@link #FIRST_BEYOND} on are
 *     the characters from U+10000 on
 */
record CodeTable(char[] singles, char[] doubles, char[] triples, char[] fours) {
    /** The first byte of every code of three. */
    static final int TRIPLE_LEAD = 0x8F;

    /** Index of the code of four bytes that is U+10000. */
    static final int FIRST_BEYOND = 189_000;

    private static final int SINGLES = 256;
    private static final int PAIRS = 1 << 16;
    private static final int FOURS = 39_420;
    private static final int[] SIZES = {SINGLES, PAIRS, PAIRS, FOURS};

    CodeTable {
        if (singles.length != SINGLES
                || doubles.length % PAIRS != 0
                || triples.length % PAIRS != 0
                || fours.length % FOURS != 0) {
            throw new IllegalArgumentException("Table of a character set has lengths that cannot be: " + singles.length
                    + ", " + doubles.length + ", " + triples.length + ", " + fours.length);
        }
    }

    /** The index of a code of four bytes; its second and last byte are digits, the others from 81 on. */
    static int four(int first, int second, int third, int fourth) {
        return ((first - 0x81) * 10 + (second - 0x30)) * 1260 + (third - 0x81) * 10 + (fourth - 0x30);
    }

    static CodeTable read(DataInput input) throws IOException {
        int there = input.readUnsignedByte();
        char[][] parts = new char[SIZES.length][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new char[(there >> i & 1) * SIZES[i]];
            char before = 0;
            for (int code = 0; code < parts[i].length; code++) {
                before += input.readChar();
                parts[i][code] = before;
            }
        }
        return new CodeTable(parts[0], parts[1], parts[2], parts[3]);
    }

    void write(DataOutput output) throws IOException {
        char[][] parts = {singles, doubles, triples, fours};
        int there = 0;
        for (int i = 0; i < parts.length; i++) {
            there |= parts[i].length == 0 ? 0 : 1 << i;
        }
        output.writeByte(there);
        for (char[] part : parts) {
            int before = 0;
            for (char character : part) {
                output.writeChar(character - before);
                before = character;
            }
        }
    }

    /** Whether the codes below 80 are ASCII. */
    boolean isAscii() {
        for (int code = 0; code < 0x80; code++) {
            if (singles[code] != code) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodeTable that
                && Arrays.equals(singles, that.singles)
                && Arrays.equals(doubles, that.doubles)
                && Arrays.equals(triples, that.triples)
                && Arrays.equals(fours, that.fours);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(singles) * 31 + Arrays.hashCode(doubles);
    }

    @Override
    public String toString() {
        return "CodeTable[" + singles.length + ", " + doubles.length + ", " + triples.length + ", " + fours.length
                + "]";
    }
}
