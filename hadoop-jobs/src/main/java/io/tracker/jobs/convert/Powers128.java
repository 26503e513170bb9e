package io.tracker.jobs.convert;

import java.math.BigInteger;

/** Powers of ten in 128 bits. */
final class Powers128 {
    private static final int COUNT = Target.MAX_PRECISION + 1;
    private static final long[] HIGH = new long[COUNT];
    private static final long[] LOW = new long[COUNT];

    static {
        for (int i = 0; i < COUNT; i++) {
            BigInteger power = BigInteger.TEN.pow(i);
            HIGH[i] = power.shiftRight(Long.SIZE).longValue();
            LOW[i] = power.longValue();
        }
    }

    private Powers128() {}

    /** Whether a magnitude of 128 bits is below ten to the power of {@code digits}. */
    static boolean isBelow(long high, long low, int digits) {
        int order = Long.compareUnsigned(high, HIGH[digits]);
        return order < 0 || (order == 0 && Long.compareUnsigned(low, LOW[digits]) < 0);
    }
}
