package io.tracker.testing.servers;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords and keys that nobody knows before. */
final class RandomText {
    private RandomText() {}

    /** Lower-case hexadecimal digits, two for each byte. */
    static String ofBytes(int count) {
        byte[] random = new byte[count];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
