package io.tracker.schemas.container;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;

/**
 * Compresses a block into one zstandard frame that carries the size of its content and a checksum, in a single call and into a buffer that
 * is used again for the next block. Avro's own codec feeds a stream: that copies the block once more, and allocates as much as it.
 *
 * <p>For writing alone. Memory: a compressed block. Not thread safe.
 */
final class BlockCodec extends Codec {
    /** What a block with a large row needs is not kept for those after it. */
    private static final int MOST_KEPT_BYTES = 4 << 20;

    private final int level;
    private byte[] compressed = new byte[0];

    private BlockCodec(int level) {
        this.level = level;
    }

    /** For one file: what it makes is valid until it makes the next. */
    static CodecFactory ofLevel(int level) {
        return new CodecFactory() {
            @Override
            protected Codec createInstance() {
                return new BlockCodec(level);
            }
        };
    }

    @Override
    public String getName() {
        return DataFileConstants.ZSTANDARD_CODEC;
    }

    @Override
    public ByteBuffer compress(ByteBuffer block) {
        byte[] target = target(Math.toIntExact(Zstd.compressBound(block.remaining())));
        long length = Zstd.compressByteArray(
                target,
                0,
                target.length,
                block.array(),
                block.arrayOffset() + block.position(),
                block.remaining(),
                level,
                true);
        return ByteBuffer.wrap(target, 0, (int) length);
    }

    private byte[] target(int bytes) {
        if (bytes > MOST_KEPT_BYTES) {
            return new byte[bytes];
        }
        if (compressed.length < bytes) {
            compressed = new byte[bytes];
        }
        return compressed;
    }

    @Override
    public ByteBuffer decompress(ByteBuffer block) {
        throw new UnsupportedOperationException("Backups are read by BackupRangeReader");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockCodec;
    }

    @Override
    public int hashCode() {
        return getName().hashCode();
    }
}
