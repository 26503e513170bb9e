package io.tracker.jobs.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatTextTest {
    private final FloatText text = new FloatText();

    @Test
    void printsWhatPeopleExpect() {
        assertPrints("0", 0f);
        assertPrints("-0", -0f);
        assertPrints("1", 1f);
        assertPrints("-1.5", -1.5f);
        assertPrints("0.1", 0.1f);
        assertPrints("0.001", 0.001f);
        assertPrints("1234.567", 1234.567f);
        assertPrints("100", 100f);
        assertPrints("16777216", 16777216f);
        assertPrints("100000000000000", (float) 1e14);
        assertPrints("1e15", (float) 1e15);
        assertPrints("0.0000001", 1e-7f);
        assertPrints("1e-8", 1e-8f);
        assertPrints("3.4028234e38", Float.MAX_VALUE);
        assertPrints("-3.4028234e38", -Float.MAX_VALUE);
        assertPrints("1e-45", Float.MIN_VALUE);
        assertPrints("1.1754944e-38", Float.MIN_NORMAL);
        assertPrints("2e-44", 2e-44f);
    }

    @Test
    void restoresEveryValueInNoMoreDigitsThanJavaNeeds() {
        Random random = new Random(20261120);
        for (int i = 0; i < 30_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (i % 2 == 0) {
                value = random.nextInt(2_000_000) / (float) Math.pow(10, random.nextInt(7));
            }
            if (Float.isNaN(value) || Float.isInfinite(value)) {
                continue;
            }
            String printed = print(value);
            assertEquals(
                    Float.floatToRawIntBits(value),
                    Float.floatToRawIntBits((float) Double.parseDouble(printed)),
                    printed);
            assertTrue(digits(printed) <= digits(Float.toString(value)), printed + " for " + value);
        }
    }

    @Test
    void printsAtAScale() {
        assertPrints("1234.567", 1234.567f, 3);
        assertPrints("0.000", 0f, 3);
        assertPrints("-0.00", -0f, 2);
        assertPrints("-12.50", -12.5f, 2);
        assertPrints("16777216.00", 16777216f, 2);
        assertPrints("1234567936.0", 1.23456794E9f, 1);
        assertPrints("0.1", 0.1f, 1);
        assertPrints("7", 7f, 0);
    }

    @Test
    void printsMoreDigitsWhereTheScaleDoesNotRestore() {
        assertPrints("1.23456", 1.23456f, 2);
        assertPrints("-0.001", -0.001f, 2);
    }

    @Test
    void restoresScaledValues() {
        Random random = new Random(20261120);
        for (int i = 0; i < 20_000; i++) {
            int scale = random.nextInt(6);
            float value = (float) (random.nextInt(2_000_000_000) / Math.pow(10, scale));
            text.format(value, scale);
            String printed = new String(text.bytes(), 0, text.length(), StandardCharsets.US_ASCII);
            assertEquals(value, (float) Double.parseDouble(printed), printed);
            assertEquals(scale, new BigDecimal(printed).scale(), printed);
        }
    }

    private String print(float value) {
        text.format(value);
        return new String(text.bytes(), 0, text.length(), StandardCharsets.US_ASCII);
    }

    private void assertPrints(String expected, float value) {
        assertEquals(expected, print(value));
    }

    private void assertPrints(String expected, float value, int scale) {
        text.format(value, scale);
        assertEquals(expected, new String(text.bytes(), 0, text.length(), StandardCharsets.US_ASCII));
    }

    private static int digits(String number) {
        BigDecimal value = new BigDecimal(number);
        return value.signum() == 0 ? 1 : value.stripTrailingZeros().precision();
    }
}
