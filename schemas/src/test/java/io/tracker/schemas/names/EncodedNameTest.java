package io.tracker.schemas.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "pins,pins",
                "A-b_9,A-b_9",
                "..,%2E%2E",
                "../../etc/passwd,%2E%2E%2F%2E%2E%2Fetc%2Fpasswd",
                "a.b,a%2Eb",
                "%2F,%252F",
                "\"a b\",a%20b",
                "`',%60%27",
                "~,%7E",
                "é,%C3%A9",
                "😀,%F0%9F%98%80"
            })
    void writesOutShortNames(String name, String encoded) {
        assertEquals(encoded, EncodedName.of(name));
    }

    @Test
    void escapesNewlinesNulAndRightToLeftMarks() {
        assertEquals("a%0Ab", EncodedName.of("a\nb"));
        assertEquals("%00", EncodedName.of("\0"));
        assertEquals("%22", EncodedName.of("\""));
        assertEquals("%E2%80%8F", EncodedName.of("\u200F"));
    }

    @Test
    void keepsCaseApart() {
        assertNotEquals(EncodedName.of("A"), EncodedName.of("a"));
    }

    @Test
    void replacesTheEndOfLongNamesByAHash() {
        String cyrillic = "ж".repeat(64);
        String encoded = EncodedName.of(cyrillic);
        assertEquals(40 + 1 + 32, encoded.length());
        assertTrue(encoded.startsWith("%D0%B6%D0%B6"), encoded);
        assertEquals('~', encoded.charAt(40));
        assertNotEquals(encoded, EncodedName.of("ж".repeat(63) + "з"));
    }

    @Test
    void writesOutExactlyEightyBytesAndNoMore() {
        assertEquals("a".repeat(80), EncodedName.of("a".repeat(80)));
        assertEquals(73, EncodedName.of("a".repeat(81)).length());
    }

    @Test
    void isInjectiveOverSeededHostileNames() {
        Random random = new Random(42);
        String alphabet = "aA.%~/\\`'\" \n\0é\u200F2EF😀";
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder name = new StringBuilder();
            int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 64 : 4);
            for (int j = 0; j < length; j++) {
                name.appendCodePoint(alphabet.codePoints()
                        .skip(random.nextInt(19))
                        .findFirst()
                        .orElseThrow());
            }
            String encoded = EncodedName.of(name.toString());
            String before = seen.put(encoded, name.toString());
            assertTrue(before == null || before.equals(name.toString()), () -> before + " and " + name);
            assertTrue(encoded.matches("[A-Za-z0-9_%~-]{1,80}"), encoded);
        }
        assertTrue(seen.size() > 10_000, "only " + seen.size() + " names");
    }

    @Test
    void refusesWhatNoServerReturns() {
        assertThrows(IllegalArgumentException.class, () -> EncodedName.of(""));
        assertThrows(IllegalArgumentException.class, () -> EncodedName.of("\uD800"));
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertEquals(
                    "I%C4%B0",
                    EncodedName.of(new String("Iİ".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
        } finally {
            Locale.setDefault(before);
        }
    }
}
