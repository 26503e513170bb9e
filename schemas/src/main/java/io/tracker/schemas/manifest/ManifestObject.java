package io.tracker.schemas.manifest;

import io.tracker.schemas.digest.Digest128;
import java.util.List;
import java.util.Objects;

/**
 * One backup object as its manifest describes it.
 *
 * @param key relative to the root
 * @param bytes its size
 * @param header what comes before the first range
 * @param sync the marker that ends each block, 32 hex digits
 * @param largestBlock decompressed bytes of its largest block: what a reader must hold, and the most that it may unpack
 * @param rows rows in it
 * @param rowBytes encoded bytes of its rows
 * @param digest digest of its rows
 * @param ranges they cover the object from the header's end to its end, without gaps; none when it has no rows
 */
public record ManifestObject(
        String key,
        long bytes,
        Header header,
        String sync,
        long largestBlock,
        long rows,
        long rowBytes,
        Digest128 digest,
        List<ManifestRange> ranges) {

    /**
     * The bytes before the first range.
     *
     * @param length in bytes
     * @param crc32c CRC32C of them, 0 to 2^32-1
     */
    public record Header(int length, long crc32c) {
        public Header {
            if (length < 1 || crc32c < 0 || crc32c > ManifestRange.MAX_CRC) {
                throw new IllegalArgumentException(
                        "Header is out of bounds (got length " + length + ", CRC32C " + crc32c + ")");
            }
        }
    }

    public ManifestObject {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(digest, "digest");
        ranges = List.copyOf(ranges);
        if (!sync.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("Sync marker of " + key + " is malformed: " + sync);
        }
        long position = header.length();
        long rowsOfRanges = 0;
        for (ManifestRange range : ranges) {
            if (range.offset() != position) {
                throw new IllegalArgumentException("Ranges of " + key + " do not join (got offset " + range.offset()
                        + ", expected " + position + ")");
            }
            position += range.length();
            rowsOfRanges += range.rows();
        }
        if (position != bytes) {
            throw new IllegalArgumentException(
                    "Ranges of " + key + " do not cover it (got " + position + " bytes, expected " + bytes + ")");
        }
        if (rowsOfRanges != rows) {
            throw new IllegalArgumentException("Rows of the ranges of " + key + " do not add up (got " + rowsOfRanges
                    + ", expected " + rows + ")");
        }
        if (largestBlock < 0 || rowBytes < 0) {
            throw new IllegalArgumentException("Sizes of " + key + " are negative");
        }
    }
}
