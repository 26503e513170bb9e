package io.tracker.agent.store;

import io.tracker.agent.config.StoreConfig.ChecksumMode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The checksum that a service checks an upload by, as its header carries it.
 *
 * @param crc32c Base64 of the CRC32C; empty in the other mode
 * @param md5 Base64 of the MD5; empty in the other mode
 */
record UploadChecksum(Optional<String> crc32c, Optional<String> md5) {
    static UploadChecksum of(ChecksumMode mode, byte[] bytes, int length) {
        return switch (mode) {
            case CRC32C -> new UploadChecksum(Optional.of(crc32c(bytes, length)), Optional.empty());
            case MD5 -> new UploadChecksum(Optional.empty(), Optional.of(md5(bytes, length)));
        };
    }

    private static String crc32c(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        byte[] value =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        return Base64.getEncoder().encodeToString(value);
    }

    private static String md5(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(bytes, 0, length);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }
}
