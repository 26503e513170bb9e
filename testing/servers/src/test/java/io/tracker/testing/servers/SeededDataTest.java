package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SeededDataTest {
    @Test
    void theSameSeedWritesTheSameRows() {
        assertEquals(rows(1), rows(1));
        assertNotEquals(rows(1), rows(2));
    }

    @Test
    void countsRowsByScale() {
        assertEquals(
                "{social.users=12000, social.boards=18000, social.pins=24000, social.calls=30000,"
                        + " social.events_nokey=8000, pins_0001.shard_items=4000, pins_0002.shard_items=4000}",
                SeededData.of(1, 0.5).rows().toString());
        assertEquals(
                200_000,
                SeededData.of(1, 1).rows().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    @Test
    void keepsTheExtremeRowsAtTheSmallestScale() {
        assertEquals(2, SeededData.of(1, 1e-9).rows().get("social.users"));
    }

    @Test
    void refusesAScaleOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> SeededData.of(1, 0));
        assertThrows(IllegalArgumentException.class, () -> SeededData.of(1, Double.NaN));
    }

    private static String rows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder sql = new StringBuilder();
        for (long index = 0; index < 100; index++) {
            new UsersTable().write(index, random, new SqlRow(sql));
        }
        return sql.toString();
    }
}
