package io.tracker.schemas.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader does at the ends of its grammar: lengths that no object has, ends that come too early, calls after the end. */
class DecoderEdgesTest {
    private static final ContainerOptions SMALL = new ContainerOptions(1, 1 << 10, 4 << 10);
    private static final int HEADER_BYTES = 10;

    @Test
    void saysHowFarItIsAndStaysAtTheEnd() throws IOException {
        SampleTable.Written written = SampleTable.write(SampleTable.rows(1, 50), SMALL);
        ManifestRange range = written.object().ranges().get(0);
        try (BackupRangeReader reader = reader(written.bytes(), written.object(), range)) {
            assertEquals(0, reader.rows());
            assertEquals(0f, reader.progress());
            while (reader.next()) {
                assertTrue(reader.progress() > 0f);
            }
            assertEquals(range.rows(), reader.rows());
            assertEquals(1f, reader.progress());
            assertFalse(reader.next());
        }
    }

    @Test
    void refusesARangeWithFewerRowsThanItsManifestSays() throws IOException {
        SampleTable.Written written = SampleTable.write(SampleTable.rows(1, 50), SMALL);
        ManifestRange range = written.object().ranges().get(0);
        ManifestRange more = new ManifestRange(range.offset(), range.length(), range.rows() + 1, range.crc32c());

        DamagedBackupException damaged = assertThrows(
                DamagedBackupException.class, () -> drain(reader(written.bytes(), written.object(), more)));

        assertTrue(
                damaged.getMessage().contains("rows of the range differ (got " + range.rows()), damaged.getMessage());
        assertEquals(range.offset(), damaged.offset());
    }

    @Test
    void refusesABlockOfMoreThanTwoGibibytesWithoutMemoryForIt() {
        // one row; 2^31 bytes
        assertRefused("0280808080 10", 3L << 30, "length of a block is over 2 GiB: 2147483648");
    }

    @Test
    void refusesLengthsAndCountsThatAreNoNumbers() {
        assertRefused("FFFFFFFFFFFFFFFFFFFF01", 100, "row count is malformed");
        assertRefused("02FFFFFFFFFFFFFFFFFFFF01", 100, "block length is malformed");
        assertRefused("01", 100, "object ends 99 bytes before the range does");
        assertRefused("0102", 100, "row count of a block is out of range (got -1, expected 1 to 5)");
        assertRefused("0C02", 100, "row count of a block is out of range (got 6, expected 1 to 5)");
        assertRefused("0200", 100, "length of a block is out of range (got 0, expected 1 to 82)");
        assertRefused("02A601", 100, "length of a block is out of range (got 83, expected 1 to 81)");
    }

    @Test
    void refusesRowsOfAnotherLayout() {
        RowCursor cursor = new RowCursor(SampleTable.LAYOUT);
        assertMalformed(cursor, "", "Row ends early", 0);
        assertMalformed(cursor, "0231 04", "Field 1 is malformed (got union branch byte 4, expected 0 or 2)", 2);
        assertMalformed(cursor, "01", "Length of field 0 is out of range (got zig-zag 1, expected at most 0 bytes)", 1);
        assertMalformed(
                cursor, "0431", "Length of field 0 is out of range (got zig-zag 4, expected at most 1 bytes)", 1);
        assertMalformed(cursor, "FFFFFFFFFF01", "Length of field 0 is malformed", 5);
    }

    private static void assertMalformed(RowCursor cursor, String hex, String message, int offset) {
        byte[] row = bytes(hex);
        MalformedRowException malformed =
                assertThrows(MalformedRowException.class, () -> cursor.parse(row, 0, row.length));
        assertEquals(message, malformed.getMessage());
        assertEquals(offset, malformed.offset());
    }

    private static void assertRefused(String hex, long rangeBytes, String message) {
        ManifestRange range = new ManifestRange(HEADER_BYTES, rangeBytes, 5, 0);
        ManifestObject object = new ManifestObject(
                SampleTable.KEY,
                HEADER_BYTES + rangeBytes,
                new ManifestObject.Header(HEADER_BYTES, 0),
                HexFormat.of().formatHex(SampleTable.SYNC),
                1 << 10,
                5,
                100,
                Digest128.ZERO,
                List.of(range));
        BackupRangeReader reader =
                new BackupRangeReader(new ByteArrayInputStream(bytes(hex)), object, range, SampleTable.LAYOUT);

        DamagedBackupException damaged = assertThrows(DamagedBackupException.class, () -> drain(reader));

        assertTrue(damaged.getMessage().contains(": " + message + ";"), damaged.getMessage());
        assertEquals(HEADER_BYTES, damaged.offset());
    }

    private static BackupRangeReader reader(byte[] bytes, ManifestObject object, ManifestRange range) {
        int start = (int) range.offset();
        return new BackupRangeReader(
                new ByteArrayInputStream(bytes, start, bytes.length - start), object, range, SampleTable.LAYOUT);
    }

    private static void drain(BackupRangeReader reader) throws IOException {
        try (reader) {
            while (reader.next()) {
                assertTrue(reader.row().rowLength() > 0);
            }
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
