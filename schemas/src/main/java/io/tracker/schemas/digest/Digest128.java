package io.tracker.schemas.digest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;

/**
 * A 128-bit sum, written as 32 lower-case hex digits, most significant first.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Digest128(long high, long low) {
    public static final Digest128 ZERO = new Digest128(0, 0);
    private static final int DIGITS = 32;

    /**
     * Reads the 32 hex digits that {@link #toString} writes.
     *
     * @throws IllegalArgumentException for anything else
     */
    @JsonCreator
    public static Digest128 parse(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new IllegalArgumentException("Digest is malformed: " + text + " (expected 32 lower-case hex digits)");
        }
        return new Digest128(
                HexFormat.fromHexDigitsToLong(text, 0, DIGITS / 2),
                HexFormat.fromHexDigitsToLong(text, DIGITS / 2, DIGITS));
    }

    /** The sum modulo 2^128. */
    public Digest128 plus(Digest128 other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new Digest128(high + other.high + carry, sum);
    }

    @JsonValue
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
