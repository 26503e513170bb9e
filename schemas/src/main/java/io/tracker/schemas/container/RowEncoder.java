package io.tracker.schemas.container;

import io.tracker.schemas.layout.RowLayout;
import java.util.Arrays;

/**
 * Encodes one row at a time as an Avro record of bytes, into a buffer that is used again for the next row.
 *
 * <p>Grammar of a row: its fields one after another. A field that is NOT NULL is a zig-zag varint length and that many bytes. A
 * nullable one is the varint of its union branch before it: {@code 00} for NULL, {@code 02} for a value.
 *
 * <p>Not thread safe.
 */
public final class RowEncoder {
    private static final int INITIAL_BYTES = 1 << 12;
    private static final int MAX_VARINT_BYTES = 5;
    private static final int MAX_FIELD_OVERHEAD = MAX_VARINT_BYTES + 1;

    private final boolean[] nullable;
    private final int maxBytes;
    private byte[] buffer;
    private int length;
    private int field;

    /**
     * An encoder for a layout.
     *
     * @param maxBytes the largest encoded row, {@code row.max-bytes}
     */
    public RowEncoder(RowLayout layout, int maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("row.max-bytes is not positive: " + maxBytes);
        }
        this.nullable = layout.nullable();
        this.maxBytes = maxBytes;
        this.buffer = new byte[Math.min(INITIAL_BYTES, maxBytes)];
    }

    /** Begins the next row; what was encoded before is forgotten. */
    public void begin() {
        length = 0;
        field = 0;
    }

    /** Appends NULL as the next field. A NULL in a NOT NULL column is a mistake of ours or of the server, never encoded. */
    public void appendNull() throws RowTooLargeException {
        if (!nullable[field]) {
            throw new IllegalStateException("NULL in field " + field + ", which is NOT NULL");
        }
        field++;
        reserve(1);
        buffer[length++] = 0;
    }

    /** Appends a value as the next field. */
    public void append(byte[] value, int offset, int valueLength) throws RowTooLargeException {
        reserve((long) valueLength + MAX_FIELD_OVERHEAD);
        if (nullable[field++]) {
            buffer[length++] = 2;
        }
        long zigzag = (long) valueLength << 1;
        while ((zigzag & ~0x7FL) != 0) {
            buffer[length++] = (byte) (zigzag | 0x80);
            zigzag >>>= 7;
        }
        buffer[length++] = (byte) zigzag;
        System.arraycopy(value, offset, buffer, length, valueLength);
        length += valueLength;
    }

    /** Ends the row: every field has been given, and it is within the limit. */
    public void end() throws RowTooLargeException {
        if (field != nullable.length) {
            throw new IllegalStateException("Row ended after field " + field + " of " + nullable.length);
        }
        if (length > maxBytes) {
            throw new RowTooLargeException(length, maxBytes);
        }
    }

    /** The buffer that holds the row from 0 to {@link #length}; valid until the next {@link #begin}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Bytes of the encoded row. */
    public int length() {
        return length;
    }

    private void reserve(long more) throws RowTooLargeException {
        long needed = length + more;
        if (needed <= buffer.length) {
            return;
        }
        if (needed - MAX_FIELD_OVERHEAD > maxBytes) {
            throw new RowTooLargeException(needed - MAX_FIELD_OVERHEAD, maxBytes);
        }
        long doubled = Math.max(needed, Math.min(2L * buffer.length, (long) maxBytes + MAX_FIELD_OVERHEAD));
        buffer = Arrays.copyOf(buffer, (int) Math.min(doubled, Integer.MAX_VALUE - 16));
    }
}
