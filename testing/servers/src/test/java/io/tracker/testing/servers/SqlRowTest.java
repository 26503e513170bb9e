package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SqlRowTest {
    private final StringBuilder sql = new StringBuilder();
    private final SqlRow row = new SqlRow(sql);

    @Test
    void separatesLiteralsByCommas() {
        row.number(-1).unsigned(-1).bits(5).number("1e3").nothing().binary(new byte[] {0, (byte) 0xff});
        assertEquals("-1,18446744073709551615,b'101',1e3,NULL,X'00ff'", sql.toString());
    }

    @Test
    void quotesWhateverIsInAText() {
        row.text("it's a \\ and a \0, \n as it is 😀");
        assertEquals("'it\\'s a \\\\ and a \\0, \n as it is 😀'", sql.toString());
    }
}
