package io.tracker.jobs.convert;

import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.digest.RowDigest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The digest of a bag of converted rows: the sum, modulo 2^128, of the 128-bit XXH3 hash (seed 0) of each row's canonical form. It is the
 * same in any order and any number of files.
 *
 * <p>Canonical form of a row: its columns in the output's order, each a tag of one byte and what follows it; integers of several bytes
 * have the high byte first.
 *
 * <table>
 * <caption>Canonical form of a value</caption>
 * <tr><th>tag</th><th>of</th><th>followed by</th></tr>
 * <tr><td>00</td><td>NULL</td><td>nothing</td></tr>
 * <tr><td>01</td><td>BOOLEAN</td><td>one byte, 00 or 01</td></tr>
 * <tr><td>02</td><td>INT32, INT64</td><td>8 bytes, two's complement</td></tr>
 * <tr><td>03</td><td>FLOAT</td><td>4 bytes, IEEE 754</td></tr>
 * <tr><td>04</td><td>DOUBLE</td><td>8 bytes, IEEE 754</td></tr>
 * <tr><td>05</td><td>DECIMAL, of any width</td><td>scale, 1 byte; count, 1 byte; so many bytes of the unscaled value, the fewest that hold
 *     it in two's complement</td></tr>
 * <tr><td>06</td><td>DATE</td><td>days since 1970-01-01, 8 bytes</td></tr>
 * <tr><td>07</td><td>TIMESTAMP not adjusted to UTC</td><td>microseconds, 8 bytes</td></tr>
 * <tr><td>08</td><td>TIMESTAMP adjusted to UTC</td><td>microseconds, 8 bytes</td></tr>
 * <tr><td>09</td><td>STRING, JSON</td><td>count, 4 bytes; so many bytes of UTF-8</td></tr>
 * <tr><td>0a</td><td>BYTES; every value of a dump, as it is before escaping</td><td>count, 4 bytes; so many bytes</td></tr>
 * </table>
 *
 * <p>A form says where it ends, so no two rows of equally many columns share one. Not thread safe.
 */
public final class ValueDigest {
    /** What a value is, for the canonical form. */
    public enum Tag {
        NULL(0),
        BOOLEAN(1),
        INTEGER(2),
        FLOAT(3),
        DOUBLE(4),
        DECIMAL(5),
        DATE(6),
        TIMESTAMP_LOCAL(7),
        TIMESTAMP_UTC(8),
        TEXT(9),
        BYTES(10);

        private final byte code;

        Tag(int code) {
            this.code = (byte) code;
        }
    }

    private static final int MOST_FIXED_BYTES = 16;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final RowDigest rows = new RowDigest();
    private byte[] form = new byte[1 << 10];
    private int length;

    /** Begins a row. */
    public void begin() {
        length = 0;
    }

    public void addNull() {
        reserve(1);
        form[length++] = Tag.NULL.code;
    }

    public void addBoolean(boolean value) {
        reserve(2);
        form[length++] = Tag.BOOLEAN.code;
        form[length++] = (byte) (value ? 1 : 0);
    }

    /** Adds an INTEGER, DATE or timestamp. */
    public void addLong(Tag tag, long value) {
        reserve(1 + Long.BYTES);
        form[length++] = tag.code;
        putLong(value);
    }

    public void addFloat(float value) {
        reserve(1 + Float.BYTES);
        form[length++] = Tag.FLOAT.code;
        putInt(Float.floatToRawIntBits(value));
    }

    public void addDouble(double value) {
        reserve(1 + Double.BYTES);
        form[length++] = Tag.DOUBLE.code;
        putLong(Double.doubleToRawLongBits(value));
    }

    /** Adds a decimal of up to 18 digits. */
    public void addDecimal(int scale, long unscaled) {
        reserve(MOST_FIXED_BYTES);
        int bytes = Long.BYTES - (Long.numberOfLeadingZeros(unscaled ^ (unscaled >> 63)) - 1) / Byte.SIZE;
        form[length++] = Tag.DECIMAL.code;
        form[length++] = (byte) scale;
        form[length++] = (byte) bytes;
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            form[length++] = (byte) (unscaled >> shift);
        }
    }

    /** Adds a decimal given in two's complement, which may be longer than it must. */
    public void addDecimal(int scale, byte[] data, int start, int count) {
        int from = start;
        int end = start + count;
        while (end - from > 1 && data[from] == data[from + 1] >> 7 && (data[from] == 0 || data[from] == -1)) {
            from++;
        }
        reserve(3L + count);
        form[length++] = Tag.DECIMAL.code;
        form[length++] = (byte) scale;
        form[length++] = (byte) (end - from);
        System.arraycopy(data, from, form, length, end - from);
        length += end - from;
    }

    /** Adds TEXT or BYTES. */
    public void addBytes(Tag tag, byte[] data, int start, int count) {
        reserve(1L + Integer.BYTES + count);
        form[length++] = tag.code;
        putInt(count);
        System.arraycopy(data, start, form, length, count);
        length += count;
    }

    /** Ends the row and adds it. */
    public void end() {
        rows.add(form, 0, length);
    }

    /** The digest of the rows so far. */
    public Digest128 value() {
        return rows.value();
    }

    private void putInt(int value) {
        INTS.set(form, length, value);
        length += Integer.BYTES;
    }

    private void putLong(long value) {
        LONGS.set(form, length, value);
        length += Long.BYTES;
    }

    private void reserve(long more) {
        if (more > form.length - length) {
            long needed = length + more;
            if (needed > Integer.MAX_VALUE - 16) {
                throw new IllegalStateException(
                        "Canonical form of a row is too long (got " + needed + " bytes, expected at most 2 GiB)");
            }
            form = Arrays.copyOf(form, (int) Math.max(needed, Math.min(2L * form.length, Integer.MAX_VALUE - 16)));
        }
    }
}
