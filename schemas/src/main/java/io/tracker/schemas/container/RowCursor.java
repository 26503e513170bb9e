package io.tracker.schemas.container;

import io.tracker.schemas.digest.RowDigest;
import io.tracker.schemas.layout.RowLayout;
import java.nio.charset.StandardCharsets;

/**
 * The current row of a backup: where each field lies in a shared buffer.
 *
 * <p>Valid until the reader moves on; nothing is copied. Not thread safe.
 */
public final class RowCursor {
    private static final int NULL = -1;
    private static final int MAX_SHIFT = 28;

    private final boolean[] nullable;
    private final int[] starts;
    private final int[] lengths;
    private byte[] data = new byte[0];
    private int start;
    private int end;

    /** A cursor over encoded rows of a layout. */
    public RowCursor(RowLayout layout) {
        this.nullable = layout.nullable();
        this.starts = new int[nullable.length];
        this.lengths = new int[nullable.length];
    }

    /** The buffer that all offsets refer to. */
    public byte[] data() {
        return data;
    }

    /** Offset of the row's first encoded byte. */
    public int rowStart() {
        return start;
    }

    /** Bytes of the encoded row. */
    public int rowLength() {
        return end - start;
    }

    /** Adds the row to a digest. */
    public void addTo(RowDigest digest) {
        digest.add(data, start, end - start);
    }

    public boolean isNull(int field) {
        return lengths[field] == NULL;
    }

    /** Offset of a field's first byte; meaningless for NULL. */
    public int start(int field) {
        return starts[field];
    }

    /** Bytes of a field; -1 for NULL. */
    public int length(int field) {
        return lengths[field];
    }

    /** A field's bytes as ISO-8859-1 text, for messages and for types whose values are ASCII; {@code NULL} for NULL. */
    public String ascii(int field) {
        return isNull(field) ? "NULL" : new String(data, starts[field], lengths[field], StandardCharsets.ISO_8859_1);
    }

    /**
     * Takes the row at an offset apart.
     *
     * @param limit the end of what may be read
     * @return the offset after the row
     * @throws MalformedRowException if the bytes are not a row of this layout
     */
    public int parse(byte[] buffer, int offset, int limit) throws MalformedRowException {
        data = buffer;
        start = offset;
        int position = offset;
        for (int field = 0; field < nullable.length; field++) {
            if (nullable[field]) {
                int branch = at(position++, limit);
                if (branch == 0) {
                    lengths[field] = NULL;
                    continue;
                }
                if (branch != 2) {
                    throw new MalformedRowException(
                            "Field " + field + " is malformed (got union branch byte " + branch + ", expected 0 or 2)",
                            position - 1);
                }
            }
            long zigzag = 0;
            int shift = 0;
            int value;
            do {
                if (shift > MAX_SHIFT) {
                    throw new MalformedRowException("Length of field " + field + " is malformed", position);
                }
                value = at(position++, limit);
                zigzag |= (long) (value & 0x7F) << shift;
                shift += 7;
            } while ((value & 0x80) != 0);
            if ((zigzag & 1) != 0 || zigzag >>> 1 > limit - position) {
                throw new MalformedRowException(
                        "Length of field " + field + " is out of range (got zig-zag " + zigzag + ", expected at most "
                                + (limit - position) + " bytes)",
                        position);
            }
            starts[field] = position;
            lengths[field] = (int) (zigzag >>> 1);
            position += lengths[field];
        }
        end = position;
        return position;
    }

    private int at(int position, int limit) throws MalformedRowException {
        if (position >= limit) {
            throw new MalformedRowException("Row ends early", position);
        }
        return data[position] & 0xFF;
    }
}
