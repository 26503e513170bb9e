package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({"1,1", "128m,134217728", "128M,134217728", "128MiB,134217728", "64k,65536", "2g,2147483648", "7b,7"})
    void readsSizesAsPeopleWriteThem(String text, long bytes) {
        assertEquals(OptionalLong.of(bytes), Amounts.size(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5g", "m", "12 m", "9999999999999", "999999999999g"})
    void readsNothingElse(String text) {
        assertEquals(OptionalLong.empty(), Amounts.size(text));
    }

    @Test
    void writesBytesInTheirUnit() {
        assertEquals("999 B", Amounts.bytes(999));
        assertEquals("1.0 kB", Amounts.bytes(1000));
        assertEquals("1.5 MB", Amounts.bytes(1_500_000));
        assertEquals("2000.0 TB", Amounts.bytes(2_000_000_000_000_000L));
    }
}
