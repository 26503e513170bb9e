package io.tracker.jobs.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberTextTest {
    @Test
    void readsDecimalsAsBigDecimalDoes() {
        Random random = new Random(20261120);
        DecimalText text = new DecimalText();
        for (int i = 0; i < 20_000; i++) {
            int scale = random.nextInt(12);
            BigInteger unscaled = new BigInteger(random.nextInt(120), random);
            unscaled = random.nextBoolean() ? unscaled.negate() : unscaled;
            BigDecimal value = new BigDecimal(unscaled, scale);
            int target = scale + random.nextInt(3);
            BigInteger expected =
                    value.setScale(target, RoundingMode.UNNECESSARY).unscaledValue();
            String read = zerofilled(value.toPlainString(), random.nextInt(4));
            byte[] data = ("-7" + read + "9").getBytes(StandardCharsets.US_ASCII);
            int length = data.length - 3;
            if (expected.abs().toString().length() > 38) {
                assertEquals(Verdict.OUT_OF_RANGE, text.parse(data, 2, length, target), read);
                continue;
            }
            assertEquals(Verdict.OK, text.parse(data, 2, length, target), read);
            byte[] twos = new byte[16];
            text.putTwosComplement(twos);
            assertEquals(expected, new BigInteger(twos), read);
            assertEquals(expected.bitLength() <= 63, text.isLong(), read);
            if (text.isLong()) {
                assertEquals(expected.longValueExact(), text.toLong());
            }
            int digits = expected.abs().toString().length();
            assertTrue(text.hasAtMost(digits));
            assertFalse(expected.signum() != 0 && text.hasAtMost(digits - 1), read);
        }
    }

    @Test
    void refusesWhatIsNoDecimal() {
        DecimalText text = new DecimalText();
        for (String bad : List.of("", "-", ".5", "5.", "1.2.3", "1e5", "+1", " 1", "1 ", "0x1", "--1", "1-", "١")) {
            byte[] data = bad.getBytes(StandardCharsets.UTF_8);
            assertEquals(Verdict.MALFORMED, text.parse(data, 0, data.length, 10), bad);
        }
        byte[] tooPrecise = "0.125".getBytes(StandardCharsets.US_ASCII);
        assertEquals(Verdict.OUT_OF_RANGE, text.parse(tooPrecise, 0, tooPrecise.length, 2));
    }

    @Test
    void readsDoublesAsJavaDoes() {
        Random random = new Random(20261120);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value) && !Double.isInfinite(value)) {
                assertReads(Double.toString(value).replace('E', 'e'));
            }
            assertReads(Long.toString(random.nextLong() >> random.nextInt(64)));
            assertReads(BigDecimal.valueOf(random.nextInt(), random.nextInt(9)).toPlainString());
        }
        for (String text :
                List.of("0", "-0", "0.0", "1e22", "1e23", "1e-22", "123456789012345e-10", "9007199254740993")) {
            assertReads(text);
        }
    }

    @Test
    void refusesWhatIsNoDouble() {
        DoubleText text = new DoubleText();
        for (String bad :
                List.of("", "-", ".", "NaN", "Infinity", "1d", "0x1p3", "1e", "1e+", "1e1.5", "1 ", "1e99999")) {
            byte[] data = bad.getBytes(StandardCharsets.US_ASCII);
            assertEquals(Verdict.MALFORMED, text.parse(data, 0, data.length), bad);
        }
        byte[] huge = "1e400".getBytes(StandardCharsets.US_ASCII);
        assertEquals(Verdict.OUT_OF_RANGE, text.parse(huge, 0, huge.length));
    }

    private static String zerofilled(String text, int zeros) {
        return text.startsWith("-") ? "-" + "0".repeat(zeros) + text.substring(1) : "0".repeat(zeros) + text;
    }

    private static void assertReads(String number) {
        DoubleText text = new DoubleText();
        byte[] data = number.getBytes(StandardCharsets.US_ASCII);
        assertEquals(Verdict.OK, text.parse(data, 0, data.length), number);
        assertEquals(
                Double.doubleToRawLongBits(Double.parseDouble(number)),
                Double.doubleToRawLongBits(text.value()),
                number);
    }
}
