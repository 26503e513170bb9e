package io.tracker.schemas.container;

import io.tracker.schemas.manifest.ManifestObject;
import java.util.zip.CRC32C;

/** The first bytes of a backup object, before its first range: magic, metadata, schema, codec and sync marker. */
public final class BackupHeader {
    private BackupHeader() {}

    /**
     * Proves that an object begins with the header that its manifest describes.
     *
     * @param bytes exactly the first {@code object.header().length()} bytes of the object, or fewer where it ends early
     * @throws DamagedBackupException if they differ
     */
    public static void prove(byte[] bytes, ManifestObject object) throws DamagedBackupException {
        if (bytes.length != object.header().length()) {
            throw new DamagedBackupException(
                    "header ends early (got " + bytes.length + " bytes, expected "
                            + object.header().length() + ")",
                    object.key(),
                    bytes.length);
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        if (crc.getValue() != object.header().crc32c()) {
            throw new DamagedBackupException(
                    "CRC32C of the header differs (got " + Long.toHexString(crc.getValue()) + ", expected "
                            + Long.toHexString(object.header().crc32c()) + ")",
                    object.key(),
                    0);
        }
    }
}
