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
        assertEquals("1023 bytes", Amounts.bytes(1023));
        assertEquals("1.0 KiB", Amounts.bytes(1024));
        assertEquals("1.5 MiB", Amounts.bytes(3 << 19));
        assertEquals("2048.0 TiB", Amounts.bytes(1L << 51));
    }
}
