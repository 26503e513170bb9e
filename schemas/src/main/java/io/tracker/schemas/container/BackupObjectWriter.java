package io.tracker.schemas.container;

import io.tracker.schemas.digest.RowDigest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;

/**
 * Writes one backup object: an Avro object container file with zstandard blocks whose frames carry checksums.
 *
 * <p>It writes to a stream that it does not own. {@link #finish} completes the file's bytes and returns what the manifest must say of
 * them; publishing the object is the owner of the stream's business. After any exception the writer must be dropped.
 *
 * <p>Memory: one block encoded and one compressed. Not thread safe.
 */
public final class BackupObjectWriter {
    private final String key;
    private final ContainerOptions options;
    private final ChecksummedOutput output;
    private final DataFileWriter<Object> file;
    private final byte[] sync;
    private final int headerBytes;
    private final long headerCrc32c;
    private final RowDigest digest = new RowDigest();
    private final List<ManifestRange> ranges = new ArrayList<>();
    private long rows;
    private long rowBytes;
    private long largestBlock;
    private long blockBytes;
    private long rangeStart;
    private long rangeRows;
    private ByteBuffer view = ByteBuffer.allocate(0);

    /**
     * Writes the header.
     *
     * @param sink takes the file's bytes; written to by the caller's thread only, not closed
     * @param key the object's key, for the manifest and messages
     * @param schema the records' schema
     * @param sync the 16 bytes that end each block: random, new for each object
     * @param metadata what else the header says, for people and foreign readers; nothing secret
     */
    public BackupObjectWriter(
            OutputStream sink,
            String key,
            Schema schema,
            byte[] sync,
            Map<String, String> metadata,
            ContainerOptions options)
            throws IOException {
        this.key = key;
        this.options = options;
        this.sync = sync.clone();
        this.output = new ChecksummedOutput(sink);
        // The file ends a block by the same count of bytes as append does here, in the same call.
        this.file = new DataFileWriter<>(new GenericDatumWriter<>(schema)).setSyncInterval(options.blockBytes());
        file.setCodec(BlockCodec.ofLevel(options.compressionLevel()));
        metadata.forEach(file::setMeta);
        file.create(schema, output, this.sync);
        file.flush();
        this.headerBytes = Math.toIntExact(output.count());
        this.headerCrc32c = output.takeCrc32c();
        this.rangeStart = headerBytes;
    }

    /** Appends a row that the encoder has ended. */
    public void append(RowEncoder row) throws IOException {
        append(row.buffer(), 0, row.length());
    }

    /** Appends an encoded row. */
    public void append(byte[] buffer, int offset, int length) throws IOException {
        digest.add(buffer, offset, length);
        rows++;
        rangeRows++;
        rowBytes += length;
        blockBytes += length;
        largestBlock = Math.max(largestBlock, blockBytes);
        boolean blockEnds = blockBytes >= options.blockBytes();
        file.appendEncoded(view(buffer, offset, length));
        if (blockEnds) {
            blockBytes = 0;
            if (file.sync() - rangeStart >= options.rangeBytes()) {
                endRange();
            }
        }
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Encoded bytes of the rows so far. */
    public long rowBytes() {
        return rowBytes;
    }

    /** Bytes handed to the sink so far; what is still in the current block is not counted. */
    public long storedBytes() {
        return output.count();
    }

    /** Ends the last block and says what the manifest must say of this object. */
    public ManifestObject finish() throws IOException {
        file.sync();
        if (rangeRows > 0) {
            endRange();
        }
        file.flush();
        return new ManifestObject(
                key,
                output.count(),
                new ManifestObject.Header(headerBytes, headerCrc32c),
                HexFormat.of().formatHex(sync),
                largestBlock,
                rows,
                rowBytes,
                digest.value(),
                ranges);
    }

    /** A row as Avro takes it, without an object for each: rows come in the same array again and again. */
    private ByteBuffer view(byte[] buffer, int offset, int length) {
        if (view.array() != buffer) {
            view = ByteBuffer.wrap(buffer);
        }
        return view.limit(offset + length).position(offset);
    }

    private void endRange() throws IOException {
        file.flush();
        ranges.add(new ManifestRange(rangeStart, output.count() - rangeStart, rangeRows, output.takeCrc32c()));
        rangeStart = output.count();
        rangeRows = 0;
    }
}
