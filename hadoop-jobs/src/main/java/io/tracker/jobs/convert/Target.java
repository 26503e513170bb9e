package io.tracker.jobs.convert;

import java.math.BigInteger;

/**
 * The type that a column's values have in the output.
 *
 * @param kind which
 * @param precision digits of a decimal in all; 0 otherwise
 * @param scale digits of a decimal behind the point; 0 otherwise
 */
public record Target(Kind kind, int precision, int scale) {
    private static final int MAX_INT32_PRECISION = 9;
    private static final int MAX_INT64_PRECISION = 18;

    /** The most digits of a decimal that readers take. */
    static final int MAX_PRECISION = 38;

    /** Kinds of types. */
    public enum Kind {
        BOOLEAN,
        INT32,
        INT64,
        FLOAT,
        DOUBLE,
        /** Up to 9 digits. */
        DECIMAL_INT32,
        /** Up to 18 digits. */
        DECIMAL_INT64,
        /** Up to 38 digits. */
        DECIMAL_FIXED,
        /** Days since 1970-01-01, proleptic Gregorian. */
        DATE,
        /** Microseconds since 1970-01-01 00:00:00 on a wall clock that belongs to no zone. */
        TIMESTAMP_LOCAL,
        /** Microseconds since 1970-01-01 00:00:00 UTC. */
        TIMESTAMP_UTC,
        STRING,
        JSON,
        BYTES
    }

    public Target {
        boolean decimal = kind == Kind.DECIMAL_INT32 || kind == Kind.DECIMAL_INT64 || kind == Kind.DECIMAL_FIXED;
        if (decimal ? precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision : precision != 0) {
            throw new IllegalArgumentException(
                    "Target is out of bounds: " + kind + " of precision " + precision + ", scale " + scale);
        }
    }

    static Target of(Kind kind) {
        return new Target(kind, 0, 0);
    }

    /** A decimal of at most 38 digits, as narrow as can be. */
    static Target decimal(int precision, int scale) {
        Kind kind = precision <= MAX_INT32_PRECISION
                ? Kind.DECIMAL_INT32
                : precision <= MAX_INT64_PRECISION ? Kind.DECIMAL_INT64 : Kind.DECIMAL_FIXED;
        return new Target(kind, precision, scale);
    }

    /** Bytes of a {@link Kind#DECIMAL_FIXED}: the fewest that hold its digits in two's complement. */
    public int fixedBytes() {
        return BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
    }
}
