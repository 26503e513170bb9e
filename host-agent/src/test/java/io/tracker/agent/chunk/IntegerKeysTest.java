package io.tracker.agent.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.server.KeyBound;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class IntegerKeysTest {
    @Test
    void cutsARangeIntoEqualParts() {
        assertEquals(List.of("4", "7", "10"), bounds("1", "12", 3, 100));
    }

    @Test
    void leavesARangeWholeThatFitsIntoOneChunk() {
        assertEquals(List.of(), bounds("1", "3", 3, 100));
        assertEquals(List.of(), bounds("5", "5", 1, 100));
    }

    @Test
    void reachesFromTheLowestSignedToTheHighestUnsignedKey() {
        assertEquals(
                List.of("-4611686018427387904", "0", "4611686018427387904"),
                bounds("-9223372036854775808", "9223372036854775807", 10, 4));
        assertEquals(List.of("9223372036854775808"), bounds("0", "18446744073709551615", 10, 2));
    }

    @Test
    void neverMakesMoreChunksThanTheLimitNorLargerOnesThanItMust() {
        Random random = new Random(20261121);
        for (int i = 0; i < 1000; i++) {
            BigInteger first = new BigInteger(40, random);
            BigInteger last = first.add(new BigInteger(1 + random.nextInt(40), random));
            int rows = 1 + random.nextInt(1000);
            int limit = 1 + random.nextInt(50);
            List<String> bounds = bounds(first.toString(), last.toString(), rows, limit);
            String which = first + " to " + last + ", rows " + rows + ", limit " + limit + ": " + bounds;
            assertTrue(bounds.size() < limit, which);
            BigInteger from = first;
            BigInteger largest = BigInteger.ZERO;
            for (String bound : bounds) {
                largest = largest.max(new BigInteger(bound).subtract(from));
                assertTrue(new BigInteger(bound).compareTo(from) > 0, which);
                from = new BigInteger(bound);
            }
            largest = largest.max(last.subtract(from).add(BigInteger.ONE));
            BigInteger span = last.subtract(first).add(BigInteger.ONE);
            BigInteger allowed = BigInteger.valueOf(rows)
                    .max(span.add(BigInteger.valueOf(limit - 1)).divide(BigInteger.valueOf(limit)));
            assertTrue(largest.compareTo(allowed) <= 0, which);
        }
    }

    private static List<String> bounds(String first, String last, long rows, int limit) {
        return IntegerKeys.of(List.of(first, last)).bounds(new ChunkOptions(rows, limit)).stream()
                .map(KeyBound::literals)
                .map(literals -> literals.get(0))
                .toList();
    }
}
