package io.tracker.jobs.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    void saysOneThingOfOneAlone() {
        assertEquals("0 rows", Counted.of(0, "row"));
        assertEquals("1 row", Counted.of(1, "row"));
        assertEquals("2 files", Counted.of(2, "file"));
        assertEquals("1,234,567 rows", Counted.of(1_234_567, "row"));
    }
}
