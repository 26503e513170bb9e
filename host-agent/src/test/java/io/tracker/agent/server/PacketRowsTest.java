package io.tracker.agent.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of rows, written by hand from the protocol's grammar. */
class PacketRowsTest {
    @Test
    void aRowIsItsCellsOneAfterAnother() throws Exception {
        assertEquals(List.of("-", "", "61", "6263", "-"), cells("fb 00 01 61 02 62 63 fb", 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 250, 251, 252, 65_535, 65_536, (1 << 24) - 1, 1 << 24})
    void aLengthIsAsWideAsItMustBe(int length) throws Exception {
        byte[] value = new byte[length];
        Arrays.fill(value, (byte) 0xfe);
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        writeLength(row, length);
        row.writeBytes(value);
        row.write(0xfb);
        List<byte[]> seen = new ArrayList<>();
        PacketRows.takeApart(row.toByteArray(), 0, row.size(), 2, new Kept(seen));
        assertArrayEquals(value, seen.get(0));
        assertEquals(2, seen.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                         | column 1 (got no length)",
                "01 61                      | column 2 (got no length)",
                "ff 01 61                   | column 1 (got no length)",
                "02 61                      | column 1 (got 2 bytes where 1 are left)",
                "01 61 05 62                | column 2 (got 5 bytes where 1 are left)",
                "fc 01                      | column 1 (got a length of 2 bytes where 1 are left)",
                "fd 00 00                   | column 1 (got a length of 3 bytes where 2 are left)",
                "fe 00 00 00 00 00 00 00    | column 1 (got a length of 8 bytes where 7 are left)",
                "fe 00 00 00 00 00 00 00 80 | column 1 (got -9223372036854775808 bytes where 0 are left)",
                "fe 01 00 00 00 01 00 00 00 | column 1 (got 4294967297 bytes where 0 are left)",
                "01 61 01 62 fb             | column 3 (got 1 bytes behind the last column)"
            })
    void aTornRowIsAnErrorThatNamesTheColumn(String row, String message) {
        SQLException torn = assertThrows(SQLException.class, () -> cells(row, 2));
        assertTrue(torn.getMessage().startsWith("Row is torn: "), torn.getMessage());
        assertTrue(torn.getMessage().endsWith(message), torn.getMessage());
    }

    private static List<String> cells(String hex, int columns) throws Exception {
        List<byte[]> seen = new ArrayList<>();
        byte[] row = HexFormat.of().parseHex(hex.replace(" ", ""));
        PacketRows.takeApart(row, 0, row.length, columns, new Kept(seen));
        return seen.stream()
                .map(cell -> cell == null ? "-" : HexFormat.of().formatHex(cell))
                .toList();
    }

    private static void writeLength(ByteArrayOutputStream row, long length) {
        int width = length < 251 ? 0 : length < 1 << 16 ? 2 : length < 1 << 24 ? 3 : 8;
        if (width == 0) {
            row.write((int) length);
            return;
        }
        row.write(width == 2 ? 0xfc : width == 3 ? 0xfd : 0xfe);
        for (int i = 0; i < width; i++) {
            row.write((int) (length >>> (8 * i)));
        }
    }

    /** Copies of the cells, null for NULL. */
    private record Kept(List<byte[]> cells) implements RowCells {
        @Override
        public void begin() {}

        @Override
        public void none() {
            cells.add(null);
        }

        @Override
        public void value(byte[] buffer, int offset, int length) {
            cells.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void end() {}
    }
}
