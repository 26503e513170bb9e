package io.tracker.schemas.container;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads the rows of one range of a backup object, and proves them: {@link #next} returns false only when length, row count and CRC32C of
 * the whole range equal the manifest's.
 *
 * <p>Grammar of a range: blocks. A block is its row count and the length of its data, both zig-zag varints, the data (one zstandard
 * frame whose content is that many rows), and the object's 16-byte sync marker.
 *
 * <p>The digest of the rows is left to who takes them, at the end of their way: {@link RowCursor#addTo}.
 *
 * <p>Rows are handed out as soon as their block's frame checksum holds, before the range's CRC is known: whoever publishes something
 * made of them waits for the end. Memory is bounded by the manifest: one stored and one decompressed block, the largest of which the
 * manifest names. Not thread safe.
 */
public final class BackupRangeReader implements AutoCloseable {
    private static final int SYNC_BYTES = 16;
    private static final int MAX_VARINT_SHIFT = 63;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

    private final ChecksummedInput input;
    private final ManifestObject object;
    private final ManifestRange range;
    private final byte[] sync;
    private final RowCursor row;
    private byte[] stored = new byte[0];
    private byte[] content = new byte[0];
    private int position;
    private int contentLength;
    private long rowsLeftInBlock;
    private long rows;
    private long blockStart;
    private boolean ended;

    /**
     * A reader of one range.
     *
     * @param bytes begins at the range's first byte; may go on behind the range; closed with this reader
     */
    public BackupRangeReader(InputStream bytes, ManifestObject object, ManifestRange range, RowLayout layout) {
        this.input = new ChecksummedInput(bytes, range.length());
        this.object = object;
        this.range = range;
        this.sync = HexFormat.of().parseHex(object.sync());
        this.row = new RowCursor(layout);
    }

    /**
     * Moves to the next row.
     *
     * @return false after the last row, when the whole range is proved
     * @throws DamagedBackupException if anything differs from the manifest
     */
    public boolean next() throws IOException {
        while (rowsLeftInBlock == 0) {
            if (position != contentLength) {
                throw damaged("block has " + (contentLength - position) + " bytes behind its last row");
            }
            if (ended) {
                return false;
            }
            if (input.remaining() == 0) {
                prove();
                ended = true;
                return false;
            }
            readBlock();
        }
        try {
            position = row.parse(content, position, contentLength);
        } catch (MalformedRowException e) {
            throw new DamagedBackupException(e.getMessage(), object.key(), blockStart, e);
        }
        rowsLeftInBlock--;
        rows++;
        return true;
    }

    /** The current row. */
    public RowCursor row() {
        return row;
    }

    /** Rows read so far. */
    public long rows() {
        return rows;
    }

    /** How much of the range has been read, from 0 to 1. */
    public float progress() {
        return 1f - input.remaining() / (float) range.length();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private void readBlock() throws IOException {
        blockStart = range.offset() + input.count();
        long count = readVarint("row count");
        long length = readVarint("block length");
        if (count < 1 || count > range.rows() - rows) {
            throw damaged("row count of a block is out of range (got " + count + ", expected 1 to "
                    + (range.rows() - rows) + ")");
        }
        if (length < 1 || length > input.remaining() - SYNC_BYTES) {
            throw damaged("length of a block is out of range (got " + length + ", expected 1 to "
                    + (input.remaining() - SYNC_BYTES) + ")");
        }
        if (length > LARGEST_ARRAY) {
            throw damaged("length of a block is over 2 GiB: " + length);
        }
        stored = atLeast(stored, (int) length);
        fill(stored, (int) length);
        contentLength = decompress((int) length);
        position = 0;
        rowsLeftInBlock = count;
        byte[] marker = new byte[SYNC_BYTES];
        fill(marker, SYNC_BYTES);
        if (!Arrays.equals(marker, sync)) {
            throw damaged("sync marker differs (got " + HexFormat.of().formatHex(marker) + ", expected " + object.sync()
                    + ")");
        }
    }

    /** The manifest names the largest block, so that a frame which grows beyond it is refused without being unpacked. */
    private int decompress(int length) throws DamagedBackupException {
        content = atLeast(content, (int) Math.min(object.largestBlock(), LARGEST_ARRAY));
        try {
            return (int) Zstd.decompressByteArray(content, 0, content.length, stored, 0, length);
        } catch (ZstdException e) {
            throw new DamagedBackupException("zstandard frame: " + e.getMessage(), object.key(), blockStart, e);
        }
    }

    private void prove() throws DamagedBackupException {
        blockStart = range.offset();
        if (rows != range.rows()) {
            throw damaged("rows of the range differ (got " + rows + ", expected " + range.rows() + ")");
        }
        if (input.crc32c() != range.crc32c()) {
            throw damaged("CRC32C of the range of " + range.length() + " bytes differs (got "
                    + Long.toHexString(input.crc32c()) + ", expected "
                    + Long.toHexString(range.crc32c()) + ")");
        }
    }

    private long readVarint(String what) throws IOException {
        long zigzag = 0;
        int shift = 0;
        int value;
        do {
            if (shift > MAX_VARINT_SHIFT) {
                throw damaged(what + " is malformed");
            }
            value = input.read();
            if (value < 0) {
                throw damaged("object ends " + input.remaining() + " bytes before the range does");
            }
            zigzag |= (long) (value & 0x7F) << shift;
            shift += 7;
        } while ((value & 0x80) != 0);
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    private void fill(byte[] buffer, int length) throws IOException {
        if (input.readNBytes(buffer, 0, length) < length) {
            throw damaged("object ends " + input.remaining() + " bytes before the range does");
        }
    }

    private static byte[] atLeast(byte[] buffer, int length) {
        return buffer.length >= length ? buffer : new byte[length];
    }

    private DamagedBackupException damaged(String what) {
        return new DamagedBackupException(what, object.key(), blockStart);
    }
}
