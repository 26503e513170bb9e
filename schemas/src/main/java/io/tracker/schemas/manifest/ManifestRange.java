package io.tracker.schemas.manifest;

/**
 * A run of whole blocks of a backup object, from behind one sync marker to behind another: stage 2's split and its proof.
 *
 * @param offset of the first byte, from the object's begin
 * @param length in bytes
 * @param rows rows in it
 * @param crc32c CRC32C (RFC 3720) of its bytes, 0 to 2^32-1
 */
public record ManifestRange(long offset, long length, long rows, long crc32c) {
    static final long MAX_CRC = 0xFFFF_FFFFL;

    public ManifestRange {
        if (offset < 1 || length < 1 || rows < 1 || crc32c < 0 || crc32c > MAX_CRC) {
            throw new IllegalArgumentException("Range is out of bounds (got offset " + offset + ", length " + length
                    + ", rows " + rows + ", CRC32C " + crc32c + ")");
        }
    }
}
