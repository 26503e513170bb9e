package io.tracker.agent.chunk;

import io.tracker.agent.server.KeyBound;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The range that an integer key lies in, signed or unsigned.
 *
 * @param first the smallest key
 * @param last the greatest key
 */
record IntegerKeys(BigInteger first, BigInteger last) {
    IntegerKeys {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("Smallest key is greater than the greatest: " + first + " and " + last);
        }
    }

    static IntegerKeys of(List<String> extremes) {
        return new IntegerKeys(new BigInteger(extremes.get(0)), new BigInteger(extremes.get(1)));
    }

    /** How many keys the range has. */
    BigInteger span() {
        return last.subtract(first).add(BigInteger.ONE);
    }

    /** Bounds that cut the range into equal parts of at most {@code chunk.rows} keys, or larger parts where they would be too many. */
    List<KeyBound> bounds(ChunkOptions options) {
        BigInteger fewest = ceiling(span(), BigInteger.valueOf(options.limit()));
        BigInteger parts = ceiling(span(), fewest.max(BigInteger.valueOf(options.rows())));
        BigInteger step = ceiling(span(), parts);
        List<KeyBound> bounds = new ArrayList<>();
        for (BigInteger bound = first.add(step); bound.compareTo(last) <= 0; bound = bound.add(step)) {
            bounds.add(new KeyBound(List.of(bound.toString())));
        }
        return bounds;
    }

    private static BigInteger ceiling(BigInteger number, BigInteger divisor) {
        return number.add(divisor).subtract(BigInteger.ONE).divide(divisor);
    }
}
