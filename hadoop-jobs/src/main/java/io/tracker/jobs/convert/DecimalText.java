package io.tracker.jobs.convert;

/**
 * Reads integers and decimals out of the server's ASCII: an optional minus, digits, and behind a point more digits. Leading zeros are
 * what ZEROFILL adds.
 *
 * <p>The value is a sign and 128 bits of magnitude, at the scale that was asked for. Used again for each value. Not thread safe.
 */
final class DecimalText {
    /** 10^38 is below 2^127; one digit more might not fit. */
    private static final int MOST_DIGITS = 38;

    /** So many digits never leave 63 bits. */
    private static final int LONG_DIGITS = 18;

    private boolean negative;
    private long high;
    private long low;

    /** Reads a value; its unscaled form is at the scale given, which is at least the text's own. */
    Verdict parse(byte[] data, int start, int length, int scale) {
        int position = start;
        int end = start + length;
        negative = length > 0 && data[start] == '-';
        if (negative) {
            position++;
        }
        high = 0;
        low = 0;
        int firstDigit = position;
        while (position < end && data[position] == '0') {
            position++;
        }
        int significant = 0;
        int missing = scale;
        int point = -1;
        for (; position < end; position++) {
            int digit = data[position] - '0';
            if (digit == '.' - '0' && point < 0 && position > firstDigit) {
                point = position;
                continue;
            }
            if (digit < 0 || digit > 9) {
                return Verdict.MALFORMED;
            }
            if (point >= 0 && --missing < 0) {
                return Verdict.OUT_OF_RANGE;
            }
            if ((digit != 0 || significant > 0) && ++significant > MOST_DIGITS) {
                return Verdict.OUT_OF_RANGE;
            }
            append(digit, significant);
        }
        if (end == firstDigit || point == end - 1) {
            return Verdict.MALFORMED;
        }
        for (; missing > 0 && significant > 0; missing--) {
            if (++significant > MOST_DIGITS) {
                return Verdict.OUT_OF_RANGE;
            }
            append(0, significant);
        }
        return Verdict.OK;
    }

    /** Whether the value is within a long. */
    boolean isLong() {
        return high == 0 && (low >= 0 || (negative && low == Long.MIN_VALUE));
    }

    /** The value; meaningless unless {@link #isLong}. */
    long toLong() {
        return negative ? -low : low;
    }

    /** Whether the magnitude is below ten to a power. */
    boolean hasAtMost(int digits) {
        return Powers128.isBelow(high, low, digits);
    }

    /** Writes the two's complement, high byte first, into the whole array; it must have room. */
    void putTwosComplement(byte[] into) {
        long outLow = negative ? -low : low;
        long outHigh = negative ? (low == 0 ? -high : ~high) : high;
        for (int i = into.length - 1; i >= 0; i--) {
            into[i] = (byte) outLow;
            outLow = (outLow >>> Byte.SIZE) | (outHigh << (Long.SIZE - Byte.SIZE));
            outHigh >>= Byte.SIZE;
        }
    }

    private void append(int digit, int significant) {
        if (significant <= LONG_DIGITS) {
            low = low * 10 + digit;
            return;
        }
        long carry = Math.multiplyHigh(low, 10) + (low < 0 ? 10 : 0);
        high = high * 10 + carry;
        long product = low * 10;
        low = product + digit;
        if (Long.compareUnsigned(low, product) < 0) {
            high++;
        }
    }
}
