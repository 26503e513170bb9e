package io.tracker.jobs.convert;

import java.nio.charset.StandardCharsets;

/**
 * Reads a DOUBLE out of the server's ASCII, exactly. Used again for each value. Not thread safe.
 *
 * <p>Up to 15 digits with a small exponent need one multiplication or division of two doubles that are exact, which IEEE 754 rounds
 * right (Clinger 1990); the rest goes through {@link Double#parseDouble}.
 */
public final class DoubleText {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int EXACT_DIGITS = 15;
    private static final int MOST_EXPONENT_DIGITS = 4;

    private double value;

    /** Reads a value: an optional minus, digits, a point and digits, and an exponent. */
    public Verdict parse(byte[] data, int start, int length) {
        int position = start;
        int end = start + length;
        boolean negative = length > 0 && data[start] == '-';
        if (negative) {
            position++;
        }
        long mantissa = 0;
        int significant = 0;
        int exponent = 0;
        int digits = 0;
        boolean behindPoint = false;
        for (; position < end; position++) {
            int digit = data[position] - '0';
            if (digit == '.' - '0' && !behindPoint) {
                behindPoint = true;
                continue;
            }
            if (digit < 0 || digit > 9) {
                break;
            }
            digits++;
            if ((digit != 0 || significant > 0) && ++significant <= EXACT_DIGITS) {
                mantissa = mantissa * 10 + digit;
            }
            if (behindPoint) {
                exponent--;
            }
        }
        if (digits == 0) {
            return Verdict.MALFORMED;
        }
        if (position < end) {
            int written = exponent(data, position, end);
            if (written == Integer.MIN_VALUE) {
                return Verdict.MALFORMED;
            }
            exponent += written;
        }
        if (significant <= EXACT_DIGITS && Math.abs(exponent) < POWERS.length) {
            double magnitude = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
            value = negative ? -magnitude : magnitude;
            return Verdict.OK;
        }
        value = Double.parseDouble(new String(data, start, length, StandardCharsets.ISO_8859_1));
        return Double.isInfinite(value) ? Verdict.OUT_OF_RANGE : Verdict.OK;
    }

    /** The value. */
    public double value() {
        return value;
    }

    private static int exponent(byte[] data, int at, int end) {
        int position = at;
        if (data[position] != 'e' && data[position] != 'E') {
            return Integer.MIN_VALUE;
        }
        position++;
        boolean negative = position < end && data[position] == '-';
        if (position < end && (data[position] == '-' || data[position] == '+')) {
            position++;
        }
        if (position == end || end - position > MOST_EXPONENT_DIGITS) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; position < end; position++) {
            int digit = data[position] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            exponent = exponent * 10 + digit;
        }
        return negative ? -exponent : exponent;
    }
}
