package io.tracker.testing.line.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RowBagTest {
    private static final Shape SHAPE = new Shape(
            List.of(new Column("id", Kind.INTEGER, "int"), new Column("t", Kind.TEXT, "text")), List.of("id"));

    @Test
    void isTheSameInAnyOrder() {
        List<byte[][]> rows = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            rows.add(row("" + i, "text " + i));
        }
        String sorted = digest(rows);
        Collections.shuffle(rows, new Random(20261121));
        assertEquals(sorted, digest(rows));
    }

    @Test
    void sumsTheHashesModulo2To256() {
        List<byte[][]> rows = new ArrayList<>();
        BigInteger sum = BigInteger.ZERO;
        RowBag bag = new RowBag(SHAPE);
        for (int i = 0; i < 3000; i++) {
            rows.add(row("7", "text " + i));
            sum = sum.add(new BigInteger(1, bag.hash(rows.get(i))));
        }
        assertEquals(
                String.format("%064x", sum.mod(BigInteger.ONE.shiftLeft(256))), digest(rows), "carries between words");
    }

    @Test
    void tellsNullFromEmptyAndNeighboursApart() {
        assertNotEquals(digestOf(row("1", null)), digestOf(row("1", "")));
        assertNotEquals(digestOf(row("1", "23")), digestOf(row("12", "3")));
        assertNotEquals(digestOf(row(null, "1")), digestOf(row("1", null)));
        assertNotEquals(digestOf(row("1", "a")), digestOf(row("1", "a"), row("1", "a")));
        assertNotEquals(digestOf(), digestOf(row("", "")));
    }

    private static String digestOf(byte[][]... rows) {
        return digest(Arrays.asList(rows));
    }

    private static String digest(List<byte[][]> rows) {
        RowBag bag = new RowBag(SHAPE);
        rows.forEach(bag::add);
        return bag.digest();
    }

    private static byte[][] row(String id, String text) {
        return new byte[][] {bytes(id), bytes(text)};
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
