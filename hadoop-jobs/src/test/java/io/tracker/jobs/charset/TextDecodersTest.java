package io.tracker.jobs.charset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextDecodersTest {
    private static final Map<String, Charset> WIDE = Map.of(
            "utf16", StandardCharsets.UTF_16BE,
            "utf16le", StandardCharsets.UTF_16LE,
            "utf32", Charset.forName("UTF-32BE"));

    @Test
    void decodesCharactersOfEveryUnicodeForm() {
        for (String charset : List.of("utf8mb4", "utf16", "utf16le", "utf32", "utf8mb3", "ucs2")) {
            boolean basicOnly = charset.equals("utf8mb3") || charset.equals("ucs2");
            Charset java = WIDE.getOrDefault(
                    charset, charset.equals("ucs2") ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8);
            TextDecoder decoder = decoder(charset);
            for (int code = 0; code <= Character.MAX_CODE_POINT; code += code < 0x1000 ? 1 : code < 0x10000 ? 7 : 61) {
                if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
                    continue;
                }
                String text = Character.toString(code);
                boolean expected = !basicOnly || code < 0x10000;
                byte[] padded = pad(text.getBytes(java));
                if (decoder.decode(padded, 3, padded.length - 7) != expected) {
                    throw new AssertionError(charset + " of U+" + Integer.toHexString(code));
                }
                if (expected) {
                    assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), result(decoder));
                }
            }
        }
    }

    @Test
    void agreesWithJavaOnWhatIsUtf8() {
        Random random = new Random(20261120);
        TextDecoder decoder = decoder("utf8mb4");
        int valid = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] data = new byte[random.nextInt(6)];
            random.nextBytes(data);
            for (int j = 1; j < data.length; j++) {
                data[j] = random.nextInt(4) == 0 ? data[j] : (byte) (0x80 | (data[j] & 0x3F));
            }
            boolean expected = isUtf8(data);
            valid += expected ? 1 : 0;
            byte[] padded = pad(data);
            assertEquals(expected, decoder.decode(padded, 3, data.length), Arrays.toString(data));
        }
        assertTrue(valid > 5_000, "enough valid texts: " + valid);
    }

    @Test
    void findsTheFirstOtherByteAnywhereInAsciiText() {
        TextDecoder ascii = decoder("ascii");
        for (int length = 0; length < 40; length++) {
            byte[] data = new byte[length + 5];
            Arrays.fill(data, (byte) 'a');
            assertTrue(ascii.decode(data, 2, length));
            for (int i = 0; i < length; i++) {
                data[2 + i] = (byte) 0x80;
                assertFalse(ascii.decode(data, 2, length));
                data[2 + i] = 'a';
            }
            data[1] = (byte) 0x80;
            data[2 + length] = (byte) 0x80;
            assertTrue(ascii.decode(data, 2, length), "bytes outside do not matter");
        }
    }

    @Test
    void takesLatin1ForWindows1252WithItsHolesFilled() {
        TextDecoder decoder = decoder("latin1");
        Charset windows = Charset.forName("windows-1252");
        for (int code = 0; code < 256; code++) {
            boolean hole = List.of(0x81, 0x8D, 0x8F, 0x90, 0x9D).contains(code);
            byte[] one = {(byte) code};
            String expected = hole ? Character.toString(code) : new String(one, windows);
            byte[] data = {'a', 'b', (byte) code, 'c'};
            assertTrue(decoder.decode(data, 0, data.length));
            assertArrayEquals(("ab" + expected + "c").getBytes(StandardCharsets.UTF_8), result(decoder));
        }
    }

    @Test
    void refusesHalfCharacters() {
        assertRefuses("utf16", 0xD8, 0x00);
        assertRefuses("utf16", 0xDC, 0x00);
        assertRefuses("utf16", 0xD8, 0x00, 0x00, 0x41);
        assertRefuses("utf16le", 0x00, 0xD8);
        assertRefuses("utf16", 0x00);
        assertRefuses("ucs2", 0xD8, 0x3D, 0xDE, 0x00);
        assertRefuses("ucs2", 0x00, 0x41, 0x00);
        assertRefuses("utf32", 0x00, 0x00, 0xD8, 0x00);
        assertRefuses("utf32", 0x00, 0x11, 0x00, 0x00);
        assertRefuses("utf32", 0xFF, 0xFF, 0xFF, 0xFF);
        assertRefuses("utf32", 0x00, 0x00, 0x41);
        assertRefuses("utf8mb3", 0xF0, 0x9F, 0x98, 0x80);
        assertRefuses("utf8mb4", 0xED, 0xA0, 0x80);
        assertRefuses("utf8mb4", 0xF4, 0x90, 0x80, 0x80);
        assertRefuses("utf8mb4", 0xC0, 0x80);
        assertRefuses("utf8mb4", 0xE2, 0x82);
    }

    @Test
    void decodesCodesOfTwoThreeAndFourBytesBetweenAscii() {
        assertDecodes("sjis", "a\\表\\ﾞb", 'a', 0x81, 0x5F, 0x95, 0x5C, 0x5C, 0xDE, 'b');
        assertDecodes("ujis", "丂あｱ", 0x8F, 0xB0, 0xA1, 0xA4, 0xA2, 0x8E, 0xB1);
        assertDecodes("gb18030", "\u0080啊😀", 0x81, 0x30, 0x81, 0x30, 0xB0, 0xA1, 0x94, 0x39, 0xFC, 0x36);
        assertDecodes("swe7", "ÉÄÖÅäå", 0x40, 0x5B, 0x5C, 0x5D, 0x7B, 0x7D);
        assertDecodes("latin2", "Ą\0", 0xA1, 0);
    }

    @Test
    void refusesCodesThatTheServerHasNoCharacterFor() {
        assertRefuses("sjis", 0xFA, 0x40);
        assertRefuses("sjis", 0x83);
        assertRefuses("sjis", 'a', 0x80);
        assertRefuses("ujis", 0x8F, 0xB0);
        assertRefuses("ujis", 0x8F, 0x41, 0x41);
        assertRefuses("gb18030", 0x81, 0x30, 0x81);
        assertRefuses("gb18030", 0xE3, 0x32, 0x9A, 0x36);
        assertRefuses("gb18030", 0x90, 0x30, 0x80, 0x30);
        assertRefuses("greek", 0xFF);
        assertRefuses("tis620", 0xFC);
    }

    private static void assertDecodes(String charset, String expected, int... values) {
        byte[] data = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            data[i] = (byte) values[i];
        }
        TextDecoder decoder = decoder(charset);
        byte[] padded = pad(data);
        assertTrue(decoder.decode(padded, 3, data.length), charset);
        assertEquals(expected, new String(result(decoder), StandardCharsets.UTF_8), charset);
    }

    @Test
    void knowsNoOtherCharset() {
        for (String charset : List.of("binary", "newer8", "UTF8MB4", "SJIS", "")) {
            assertTrue(TextDecoders.of(charset).isEmpty(), charset);
        }
    }

    private static void assertRefuses(String charset, int... values) {
        byte[] data = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            data[i] = (byte) values[i];
        }
        assertFalse(decoder(charset).decode(data, 0, data.length), charset + Arrays.toString(values));
    }

    private static TextDecoder decoder(String charset) {
        return TextDecoders.of(charset).orElseThrow();
    }

    private static byte[] result(TextDecoder decoder) {
        return Arrays.copyOfRange(decoder.bytes(), decoder.start(), decoder.start() + decoder.length());
    }

    private static byte[] pad(byte[] value) {
        byte[] padded = new byte[value.length + 7];
        Arrays.fill(padded, (byte) 0xBF);
        System.arraycopy(value, 0, padded, 3, value.length);
        return padded;
    }

    private static boolean isUtf8(byte[] data) {
        try {
            CharBuffer ignored = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data));
            return ignored.length() <= data.length;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
