package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.CellSink;
import io.tracker.jobs.convert.PlannedColumn;
import io.tracker.jobs.convert.Target;
import io.tracker.jobs.convert.ValueDigest;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Writes a column's values to the file and to the digest. Not thread safe. */
final class ParquetCell implements CellSink {
    private final String name;
    private final int scale;
    private final boolean decimal;
    private final ValueDigest.Tag tag;
    private final ValueDigest digest;
    /** Parquet's definition level of a value: 1 where the column may hold NULL, whose own is 0. */
    private final int definition;

    private ColumnWriter column;

    ParquetCell(PlannedColumn planned, ValueDigest digest) {
        this.name = planned.column().name();
        this.scale = planned.target().scale();
        this.tag = tag(planned.target().kind());
        this.decimal = tag == ValueDigest.Tag.DECIMAL;
        this.definition = planned.nullable() ? 1 : 0;
        this.digest = digest;
    }

    /** Has values go to the column of another row group. */
    void into(ColumnWriter other) {
        column = other;
    }

    @Override
    public void addNull() {
        if (definition == 0) {
            throw new IllegalStateException("NULL in a column that holds none: " + name);
        }
        column.writeNull(0, 0);
        digest.addNull();
    }

    @Override
    public void addBoolean(boolean value) {
        digest.addBoolean(value);
        column.write(value, 0, definition);
    }

    @Override
    public void addInt32(int value) {
        addToDigest(value);
        column.write(value, 0, definition);
    }

    @Override
    public void addInt64(long value) {
        addToDigest(value);
        column.write(value, 0, definition);
    }

    @Override
    public void addFloat(float value) {
        digest.addFloat(value);
        column.write(value, 0, definition);
    }

    @Override
    public void addDouble(double value) {
        digest.addDouble(value);
        column.write(value, 0, definition);
    }

    @Override
    public void addBytes(byte[] data, int start, int length) {
        if (decimal) {
            digest.addDecimal(scale, data, start, length);
        } else {
            digest.addBytes(tag, data, start, length);
        }
        // The array is the reader's, and holds another row soon: what keeps a value must copy it.
        column.write(Binary.fromReusedByteArray(data, start, length), 0, definition);
    }

    private void addToDigest(long value) {
        if (decimal) {
            digest.addDecimal(scale, value);
        } else {
            digest.addLong(tag, value);
        }
    }

    private static ValueDigest.Tag tag(Target.Kind kind) {
        return switch (kind) {
            case BOOLEAN -> ValueDigest.Tag.BOOLEAN;
            case INT32, INT64 -> ValueDigest.Tag.INTEGER;
            case FLOAT -> ValueDigest.Tag.FLOAT;
            case DOUBLE -> ValueDigest.Tag.DOUBLE;
            case DECIMAL_INT32, DECIMAL_INT64, DECIMAL_FIXED -> ValueDigest.Tag.DECIMAL;
            case DATE -> ValueDigest.Tag.DATE;
            case TIMESTAMP_LOCAL -> ValueDigest.Tag.TIMESTAMP_LOCAL;
            case TIMESTAMP_UTC -> ValueDigest.Tag.TIMESTAMP_UTC;
            case STRING, JSON -> ValueDigest.Tag.TEXT;
            case BYTES -> ValueDigest.Tag.BYTES;
        };
    }
}
