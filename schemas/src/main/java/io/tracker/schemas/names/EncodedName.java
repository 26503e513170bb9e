package io.tracker.schemas.names;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The form that a name of MySQL takes inside an object name.
 *
 * <p>Every byte of the name's UTF-8 other than {@code A–Z a–z 0–9 _ -} becomes {@code %XX} (upper-case hex). The dot is escaped too,
 * so that no encoded name is {@code .} or {@code ..}. An encoded name over {@value #MAX_BYTES} bytes becomes its first
 * {@value #KEPT_BYTES} bytes, {@code ~}, and the first 128 bits of the SHA-256 of the name's UTF-8 in hex. {@code ~} never stands in a
 * short form, so no short form equals a long one: the encoding is injective up to a collision of SHA-256/128.
 *
 * <p>Long forms cannot be turned back: the true names stand in the documents and are compared on every read.
 */
public final class EncodedName {
    /** The longest encoded name that is written out, in bytes. S3 keys end at 1,024 bytes, file names at 255. */
    public static final int MAX_BYTES = 80;

    /** How many bytes of a longer encoded name are kept, for people. */
    public static final int KEPT_BYTES = 40;

    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final int HASH_BYTES = 16;

    private EncodedName() {}

    /**
     * Encodes a name.
     *
     * @throws IllegalArgumentException if the name is empty or holds half of a surrogate pair (no server can return one)
     */
    public static String of(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A name to encode is empty");
        }
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        if (!new String(utf8, StandardCharsets.UTF_8).equals(name)) {
            throw new IllegalArgumentException("A name to encode is not valid Unicode: " + name);
        }
        StringBuilder encoded = new StringBuilder(utf8.length + 16);
        for (byte value : utf8) {
            if (isPlain(value)) {
                encoded.append((char) value);
            } else {
                encoded.append('%').append(UPPER.toHexDigits(value));
            }
        }
        if (encoded.length() <= MAX_BYTES) {
            return encoded.toString();
        }
        return encoded.substring(0, KEPT_BYTES) + "~" + HexFormat.of().formatHex(sha256(utf8), 0, HASH_BYTES);
    }

    private static boolean isPlain(byte value) {
        return (value >= 'a' && value <= 'z')
                || (value >= 'A' && value <= 'Z')
                || (value >= '0' && value <= '9')
                || value == '_'
                || value == '-';
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
