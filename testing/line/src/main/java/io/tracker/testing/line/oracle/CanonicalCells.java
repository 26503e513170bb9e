package io.tracker.testing.line.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The canonical bytes of the kinds whose text is not already canonical. */
final class CanonicalCells {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalCells() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String ascii(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Of FLOAT and DOUBLE: the 64 bits of the value that a decimal text means, so that two texts of one number are alike. */
    static byte[] number(double value) {
        long bits = Double.doubleToRawLongBits(value);
        byte[] digits = new byte[Long.BYTES * 2];
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = (byte) HEX[(int) (bits & 0xF)];
            bits >>>= 4;
        }
        return digits;
    }

    /** Of ENUM: its text and a NUL, and behind it the index where the text is empty: there the text alone does not tell. */
    static byte[] member(byte[] text, String index) {
        byte[] tail = ascii(text.length == 0 ? "\0" + index : "\0");
        byte[] cell = Arrays.copyOf(text, text.length + tail.length);
        System.arraycopy(tail, 0, cell, text.length, tail.length);
        return cell;
    }

    /** Of a SET with an empty member: its text, and behind a NUL whether that member leads it, which servers do not print. */
    static byte[] set(byte[] text, boolean emptyMemberLeads) {
        byte[] cell = Arrays.copyOf(text, text.length + 2);
        cell[text.length + 1] = (byte) (emptyMemberLeads ? '1' : '0');
        return cell;
    }

    /** The same of the number that a server has for the SET. */
    static byte[] set(byte[] text, String number, int emptyMember) {
        return set(text, Long.numberOfTrailingZeros(Long.parseUnsignedLong(number)) == emptyMember);
    }

    /** Of GEOMETRY: its SRID, a colon, and its well-known binary form. */
    static byte[] geometry(long srid, byte[] wellKnownBinary) {
        byte[] head = ascii(srid + ":");
        byte[] cell = Arrays.copyOf(head, head.length + wellKnownBinary.length);
        System.arraycopy(wellKnownBinary, 0, cell, head.length, wellKnownBinary.length);
        return cell;
    }

    /** Turns the output of the server's HEX back. */
    static byte[] unhex(byte[] digits) {
        byte[] bytes = new byte[digits.length / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (Character.digit(digits[2 * i], 16) << 4 | Character.digit(digits[2 * i + 1], 16));
        }
        return bytes;
    }
}
