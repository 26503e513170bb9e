package io.tracker.schemas.container;

/**
 * How backup objects are cut and compressed.
 *
 * @param compressionLevel zstandard's level, 1 to 19
 * @param blockBytes encoded bytes of rows after which a block ends
 * @param rangeBytes stored bytes after which a range ends; ranges are stage 2's splits
 */
public record ContainerOptions(int compressionLevel, int blockBytes, long rangeBytes) {
    public static final ContainerOptions DEFAULT = new ContainerOptions(1, 1 << 20, 32L << 20);

    public ContainerOptions {
        if (compressionLevel < 1 || compressionLevel > 19) {
            throw new IllegalArgumentException(
                    "Compression level out of range (got " + compressionLevel + ", expected 1 to 19)");
        }
        if (blockBytes < 1 << 10 || blockBytes > 1 << 28) {
            throw new IllegalArgumentException(
                    "Block size out of range (got " + blockBytes + ", expected 1 KiB to 256 MiB)");
        }
        if (rangeBytes < 1) {
            throw new IllegalArgumentException("Range size is not positive: " + rangeBytes);
        }
    }
}
