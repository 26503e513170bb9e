package io.tracker.schemas.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowEncoderTest {
    private final RowEncoder encoder = new RowEncoder(SampleTable.LAYOUT, 100);

    @Test
    void tellsNullEmptyAndBackslashNApart() throws Exception {
        encoder.begin();
        encoder.append(new byte[] {'7'}, 0, 1);
        encoder.appendNull();
        encoder.append(new byte[0], 0, 0);
        encoder.append(new byte[] {'\\', 'N'}, 0, 2);
        encoder.end();
        assertArrayEquals(
                new byte[] {2, '7', 0, 2, 0, 2, 4, '\\', 'N'}, Arrays.copyOf(encoder.buffer(), encoder.length()));
    }

    @Test
    void refusesARowOverTheLimitByName() throws Exception {
        encoder.begin();
        RowTooLargeException e = assertThrows(RowTooLargeException.class, () -> encoder.append(new byte[200], 0, 200));
        assertTrue(e.getMessage().contains("expected at most 100"), e.getMessage());
        assertTrue(e.getMessage().contains("HINT: raise row.max-bytes"), e.getMessage());
    }

    @Test
    void refusesARowOverTheLimitThatCameInPieces() throws Exception {
        encoder.begin();
        encoder.append(new byte[60], 0, 60);
        encoder.append(new byte[38], 0, 38);
        encoder.appendNull();
        encoder.appendNull();
        assertThrows(RowTooLargeException.class, encoder::end);
    }

    @Test
    void refusesNullInANotNullFieldAndRowsThatAreNotWhole() throws Exception {
        encoder.begin();
        assertThrows(IllegalStateException.class, encoder::appendNull);
        assertThrows(IllegalStateException.class, encoder::end);
    }

    @Test
    void parsesOrRefusesAnyBytesWithoutLeavingItsLimits() {
        Random random = new Random(12);
        RowCursor cursor = new RowCursor(SampleTable.LAYOUT);
        int parsed = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[40];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (random.nextInt(8) == 0 ? random.nextInt(256) : random.nextInt(4) * 2);
            }
            try {
                int end = cursor.parse(bytes, 4, 36);
                assertTrue(end >= 4 && end <= 36);
                for (int field = 0; field < SampleTable.LAYOUT.size(); field++) {
                    assertTrue(cursor.isNull(field)
                            || (cursor.start(field) > 4 && cursor.start(field) + cursor.length(field) <= end));
                }
                parsed++;
            } catch (MalformedRowException e) {
                assertTrue(e.offset() >= 4 && e.offset() <= 36, e.getMessage());
            }
        }
        assertTrue(parsed > 1_000, "only " + parsed + " parsed");
    }

    @Test
    void namesTheFieldOfAMalformedRow() {
        RowCursor cursor = new RowCursor(SampleTable.LAYOUT);
        MalformedRowException e =
                assertThrows(MalformedRowException.class, () -> cursor.parse(new byte[] {2, '7', 3}, 0, 3));
        assertEquals("Field 1 is malformed (got union branch byte 3, expected 0 or 2)", e.getMessage());
    }
}
