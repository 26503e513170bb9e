package io.tracker.jobs.dump;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a FLOAT as the shortest text that restores it, or with the digits behind the point that FLOAT(m,d) has, where that restores it.
 *
 * <p>Restores: read as a DOUBLE and rounded to FLOAT, as the server does. Used again for each value. Not thread safe.
 */
final class FloatText {
    /** No more digits are ever needed. */
    private static final int MOST_DIGITS = 9;

    /** Powers of ten up to this one are doubles exactly. */
    private static final int MOST_EXACT_POWER = 22;

    private static final int LEAST_PLAIN_EXPONENT = -7;
    private static final int MOST_PLAIN_EXPONENT = 15;
    private static final double[] POWERS = new double[MOST_EXACT_POWER + 1];

    static {
        double power = 1;
        for (int i = 0; i <= MOST_EXACT_POWER; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private byte[] bytes = new byte[64];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Writes the shortest text. */
    void format(float value) {
        length = 0;
        if (Float.floatToRawIntBits(value) < 0) {
            put('-');
        }
        double magnitude = Math.abs((double) value);
        if (magnitude == 0) {
            put('0');
            return;
        }
        int exponent = (int) Math.floor(Math.log10(magnitude));
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            int scale = digits - 1 - exponent;
            if (Math.abs(scale) > MOST_EXACT_POWER) {
                // Rounded up, the greatest FLOAT would be beyond what the server takes without a warning.
                RoundingMode rounding = magnitude == Float.MAX_VALUE ? RoundingMode.DOWN : RoundingMode.HALF_EVEN;
                BigDecimal rounded = new BigDecimal(magnitude).round(new MathContext(digits, rounding));
                if ((float) rounded.doubleValue() == magnitude) {
                    put(rounded.unscaledValue().longValueExact(), rounded.scale());
                    return;
                }
                continue;
            }
            double scaled = scale >= 0 ? magnitude * POWERS[scale] : magnitude / POWERS[-scale];
            double unscaled = Math.rint(scaled);
            double read = scale >= 0 ? unscaled / POWERS[scale] : unscaled * POWERS[-scale];
            if ((float) read == magnitude) {
                put((long) unscaled, scale);
                return;
            }
        }
        throw new IllegalStateException("Nine digits restore every FLOAT, but not " + value);
    }

    /** Writes so many digits behind the point, or the shortest text where they do not restore the value. */
    void format(float value, int scale) {
        String text = new BigDecimal(Math.abs((double) value))
                .setScale(scale, RoundingMode.HALF_EVEN)
                .toPlainString();
        if ((float) Double.parseDouble(text) != Math.abs(value)) {
            format(value);
            return;
        }
        length = 0;
        if (Float.floatToRawIntBits(value) < 0) {
            put('-');
        }
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        bytes = bytes.length - length < ascii.length ? Arrays.copyOf(bytes, length + ascii.length) : bytes;
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
    }

    /** Puts unscaled × 10^-scale. */
    private void put(long unscaled, int scale) {
        long stripped = unscaled;
        int behind = scale;
        while (stripped % 10 == 0) {
            stripped /= 10;
            behind--;
        }
        String digits = Long.toString(stripped);
        int exponent = digits.length() - 1 - behind;
        if (exponent < LEAST_PLAIN_EXPONENT || exponent >= MOST_PLAIN_EXPONENT) {
            put(digits.charAt(0));
            if (digits.length() > 1) {
                put('.');
                put(digits, 1, digits.length());
            }
            put('e');
            String power = Integer.toString(exponent);
            put(power, 0, power.length());
        } else if (behind <= 0) {
            put(digits, 0, digits.length());
            putZeros(-behind);
        } else if (digits.length() > behind) {
            put(digits, 0, digits.length() - behind);
            put('.');
            put(digits, digits.length() - behind, digits.length());
        } else {
            put('0');
            put('.');
            putZeros(behind - digits.length());
            put(digits, 0, digits.length());
        }
    }

    private void putZeros(int count) {
        for (int i = 0; i < count; i++) {
            put('0');
        }
    }

    private void put(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            put(text.charAt(i));
        }
    }

    private void put(char c) {
        bytes[length++] = (byte) c;
    }
}
