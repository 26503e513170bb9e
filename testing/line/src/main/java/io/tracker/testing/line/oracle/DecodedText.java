package io.tracker.testing.line.oracle;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text decoded by the server's CONVERT, and whether anything was lost: a server writes a question mark for a code that its table lacks
 * (MariaDB half of a surrogate pair as it is, MySQL then nothing at all).
 */
final class DecodedText {
    private DecodedText() {}

    /** The decoded text in hex, how many characters the original has, and how many of them are question marks. */
    static String expression(String quoted) {
        return "CONCAT(HEX(CONVERT(" + quoted + " USING utf8mb4)), '/', CHAR_LENGTH(" + quoted + "), '/', CHAR_LENGTH("
                + quoted + ") - CHAR_LENGTH(REPLACE(" + quoted + ", '?', '')))";
    }

    /** The text in UTF-8; {@code null} if something was lost. */
    static byte[] cell(byte[] answer) {
        String[] parts = CanonicalCells.ascii(answer).split("/", -1);
        byte[] text = CanonicalCells.unhex(CanonicalCells.ascii(parts[0]));
        try {
            CharSequence decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            long characters = decoded.codePoints().count();
            long questionMarks = decoded.chars().filter(c -> c == '?').count();
            boolean whole = characters == Long.parseLong(parts[1]) && questionMarks == Long.parseLong(parts[2]);
            return whole ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
