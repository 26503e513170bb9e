package io.tracker.jobs.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.digest.RowDigest;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueDigestTest {
    @Test
    void hashesTheFormThatItsDocumentationDescribes() {
        ValueDigest digest = new ValueDigest();
        digest.begin();
        digest.addNull();
        digest.addBoolean(true);
        digest.addLong(ValueDigest.Tag.INTEGER, -2);
        digest.addFloat(1.5f);
        digest.addDouble(-0.0);
        digest.addDecimal(2, -129);
        digest.addLong(ValueDigest.Tag.DATE, 1);
        digest.addLong(ValueDigest.Tag.TIMESTAMP_LOCAL, 2);
        digest.addLong(ValueDigest.Tag.TIMESTAMP_UTC, 3);
        digest.addBytes(ValueDigest.Tag.TEXT, new byte[] {9, 'a', 'b', 9}, 1, 2);
        digest.addBytes(ValueDigest.Tag.BYTES, new byte[0], 0, 0);
        digest.end();
        byte[] form = HexFormat.of()
                .parseHex("00"
                        + "0101"
                        + "02fffffffffffffffe"
                        + "033fc00000"
                        + "048000000000000000"
                        + "050202ff7f"
                        + "060000000000000001"
                        + "070000000000000002"
                        + "080000000000000003"
                        + "09000000026162"
                        + "0a00000000");
        RowDigest expected = new RowDigest();
        expected.add(form, 0, form.length);
        assertEquals(expected.value(), digest.value());
    }

    @Test
    void isTheSameForADecimalOfAnyWidth() {
        Random random = new Random(20261120);
        for (int i = 0; i < 5000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            byte[] minimal = BigInteger.valueOf(value).toByteArray();
            byte[] wide = new byte[minimal.length + random.nextInt(8) + 2];
            java.util.Arrays.fill(wide, (byte) (value < 0 ? -1 : 0));
            System.arraycopy(minimal, 0, wide, wide.length - minimal.length - 1, minimal.length);
            ValueDigest ofLong = new ValueDigest();
            ofLong.begin();
            ofLong.addDecimal(3, value);
            ofLong.end();
            ValueDigest ofBytes = new ValueDigest();
            ofBytes.begin();
            ofBytes.addDecimal(3, wide, 0, wide.length - 1);
            ofBytes.end();
            assertEquals(ofLong.value(), ofBytes.value(), Long.toString(value));
        }
    }

    @Test
    void isTheSameInAnyOrderAndTellsNullFromEmpty() {
        assertEquals(texts("a", "b", null), texts(null, "a", "b"));
        assertNotEquals(texts("a", "b", null), texts("a", "b", ""));
        assertNotEquals(texts("a", "a"), texts("a"));
        assertNotEquals(texts("ab", ""), texts("a", "b"));
    }

    @Test
    void growsWithTheRow() {
        byte[] large = new byte[100_000];
        ValueDigest digest = new ValueDigest();
        digest.begin();
        digest.addBytes(ValueDigest.Tag.BYTES, large, 0, large.length);
        digest.addLong(ValueDigest.Tag.INTEGER, 7);
        digest.end();
        byte[] form = new byte[5 + large.length + 9];
        form[0] = 10;
        form[2] = (byte) (large.length >> 16);
        form[3] = (byte) (large.length >> 8);
        form[4] = (byte) large.length;
        form[5 + large.length] = 2;
        form[form.length - 1] = 7;
        RowDigest expected = new RowDigest();
        expected.add(form, 0, form.length);
        assertEquals(expected.value(), digest.value());
    }

    private static Digest128 texts(String... texts) {
        ValueDigest digest = new ValueDigest();
        for (String text : texts) {
            digest.begin();
            if (text == null) {
                digest.addNull();
            } else {
                byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                digest.addBytes(ValueDigest.Tag.TEXT, bytes, 0, bytes.length);
            }
            digest.end();
        }
        return digest.value();
    }
}
