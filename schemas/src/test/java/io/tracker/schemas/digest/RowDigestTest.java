package io.tracker.schemas.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowDigestTest {
    /** Computed by the reference implementation's Python binding over bytes i mod 251. */
    @ParameterizedTest
    @CsvSource({
        "0,99aa06d3014798d86001c324468d497f",
        "17,685bc458b37d057fc06e233df7729217",
        "129,dd5e74ac6b45f54ebc30b63382b09a3b",
        "241,1da1cb61bcb8a2a102e8cd95421c6d02",
        "5000,b92ec02c39d33ce7b418500fc42320ee"
    })
    void isXxh3Of128Bits(int length, String expected) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (i % 251);
        }
        RowDigest digest = new RowDigest();
        digest.add(data, 0, length);
        assertEquals(expected, digest.value().toString());
    }

    @Test
    void readsOnlyItsPartOfTheBuffer() {
        byte[] data = "..tracker..".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        RowDigest digest = new RowDigest();
        digest.add(data, 2, 7);
        assertEquals("13e729f4ddb789ced7e15b31bedd7622", digest.value().toString());
    }

    @Test
    void isTheSameInAnyOrderAndAnyChunking() {
        Random random = new Random(7);
        List<byte[]> rows = Stream.generate(() -> {
                    byte[] row = new byte[random.nextInt(300)];
                    random.nextBytes(row);
                    return row;
                })
                .limit(1_000)
                .collect(Collectors.toList());
        RowDigest whole = new RowDigest();
        rows.forEach(row -> whole.add(row, 0, row.length));
        Collections.shuffle(rows, random);
        RowDigest first = new RowDigest();
        RowDigest second = new RowDigest();
        rows.subList(0, 300).forEach(row -> first.add(row, 0, row.length));
        rows.subList(300, 1_000).forEach(row -> second.add(row, 0, row.length));
        assertEquals(whole.value(), first.value().plus(second.value()));
        first.add(second.value());
        assertEquals(whole.value(), first.value());
    }

    @Test
    void addsModulo2To128() {
        Random random = new Random(8);
        BigInteger modulus = BigInteger.ONE.shiftLeft(128);
        for (int i = 0; i < 10_000; i++) {
            Digest128 a = new Digest128(random.nextLong(), random.nextInt(4) == 0 ? -1 : random.nextLong());
            Digest128 b = new Digest128(random.nextLong(), random.nextInt(4) == 0 ? 1 : random.nextLong());
            BigInteger sum = new BigInteger(a.toString(), 16)
                    .add(new BigInteger(b.toString(), 16))
                    .mod(modulus);
            assertEquals(sum, new BigInteger(a.plus(b).toString(), 16));
        }
    }

    @Test
    void tellsADoubledRowAndALostRow() {
        byte[] row = {1, 2, 3};
        RowDigest once = new RowDigest();
        once.add(row, 0, 3);
        RowDigest twice = new RowDigest();
        twice.add(row, 0, 3);
        twice.add(row, 0, 3);
        assertEquals(false, once.value().equals(twice.value()));
        assertEquals(false, once.value().equals(Digest128.ZERO));
    }

    @Test
    void readsBackWhatItPrints() {
        Digest128 digest = new Digest128(0x0123456789abcdefL, -1);
        assertEquals("0123456789abcdefffffffffffffffff", digest.toString());
        assertEquals(digest, Digest128.parse(digest.toString()));
        assertThrows(IllegalArgumentException.class, () -> Digest128.parse("0123"));
        assertThrows(IllegalArgumentException.class, () -> Digest128.parse("0123456789ABCDEFffffffffffffffff"));
    }
}
