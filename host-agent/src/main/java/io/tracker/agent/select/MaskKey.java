package io.tracker.agent.select;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that values are hashed with. It prints as its id. Thread safe. */
public final class MaskKey {
    /** The fewest bytes of a key: as many as the hash has. */
    public static final int LEAST_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_DIGITS = 16;

    private final SecretKeySpec key;
    private final String id;

    /** A key of these bytes, {@link #LEAST_BYTES} or more. */
    public MaskKey(byte[] bytes) {
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException("Key is too short: " + bytes.length);
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        byte[] words = "tracker mask key".getBytes(StandardCharsets.UTF_8);
        this.id = hash().hex(words, 0, words.length).substring(0, ID_DIGITS);
    }

    /** Tells keys apart and gives nothing away of them: the begin of the hash of a fixed text. */
    public String id() {
        return id;
    }

    /** For one thread. */
    public CellHash hash() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new CellHash(mac);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return id;
    }

    /** Hashes values: HMAC-SHA-256 in lower-case hex, ASCII. Not thread safe. */
    public static final class CellHash {
        private final Mac mac;

        private CellHash(Mac mac) {
            this.mac = mac;
        }

        /** What a value becomes. */
        public byte[] of(byte[] buffer, int offset, int length) {
            return hex(buffer, offset, length).getBytes(StandardCharsets.US_ASCII);
        }

        private String hex(byte[] buffer, int offset, int length) {
            mac.update(buffer, offset, length);
            return HexFormat.of().formatHex(mac.doFinal());
        }
    }
}
