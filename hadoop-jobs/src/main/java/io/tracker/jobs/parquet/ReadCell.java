package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.ValueDigest;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** One column's value of the row that is being read. What it means comes from the file's schema alone. Not thread safe. */
final class ReadCell extends PrimitiveConverter {
    private final PrimitiveType.PrimitiveTypeName physical;
    private final ValueDigest.Tag tag;
    private final int scale;
    private boolean present;
    private long bits;
    private Binary bytes = Binary.EMPTY;

    ReadCell(PrimitiveType type) {
        this.physical = type.getPrimitiveTypeName();
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        this.tag = tag(physical, annotation);
        this.scale = annotation instanceof DecimalLogicalTypeAnnotation decimal ? decimal.getScale() : 0;
    }

    void clear() {
        present = false;
    }

    void addTo(ValueDigest digest) {
        if (!present) {
            digest.addNull();
            return;
        }
        switch (physical) {
            case BOOLEAN -> digest.addBoolean(bits != 0);
            case FLOAT -> digest.addFloat(Float.intBitsToFloat((int) bits));
            case DOUBLE -> digest.addDouble(Double.longBitsToDouble(bits));
            case INT32, INT64 -> {
                if (tag == ValueDigest.Tag.DECIMAL) {
                    digest.addDecimal(scale, bits);
                } else {
                    digest.addLong(tag, bits);
                }
            }
            case BINARY, FIXED_LEN_BYTE_ARRAY -> {
                byte[] value = bytes.getBytesUnsafe();
                if (tag == ValueDigest.Tag.DECIMAL) {
                    digest.addDecimal(scale, value, 0, value.length);
                } else {
                    digest.addBytes(tag, value, 0, value.length);
                }
            }
            case INT96 -> throw new IllegalStateException("Tracker writes no INT96");
        }
    }

    @Override
    public void addBoolean(boolean value) {
        set(value ? 1 : 0);
    }

    @Override
    public void addInt(int value) {
        set(value);
    }

    @Override
    public void addLong(long value) {
        set(value);
    }

    @Override
    public void addFloat(float value) {
        set(Float.floatToRawIntBits(value));
    }

    @Override
    public void addDouble(double value) {
        set(Double.doubleToRawLongBits(value));
    }

    @Override
    public void addBinary(Binary value) {
        present = true;
        bytes = value;
    }

    private void set(long value) {
        present = true;
        bits = value;
    }

    private static ValueDigest.Tag tag(PrimitiveType.PrimitiveTypeName physical, LogicalTypeAnnotation annotation) {
        if (annotation instanceof DecimalLogicalTypeAnnotation) {
            return ValueDigest.Tag.DECIMAL;
        }
        if (annotation instanceof DateLogicalTypeAnnotation) {
            return ValueDigest.Tag.DATE;
        }
        if (annotation instanceof TimestampLogicalTypeAnnotation timestamp) {
            return timestamp.isAdjustedToUTC() ? ValueDigest.Tag.TIMESTAMP_UTC : ValueDigest.Tag.TIMESTAMP_LOCAL;
        }
        if (annotation != null) {
            return ValueDigest.Tag.TEXT;
        }
        return physical == PrimitiveType.PrimitiveTypeName.BINARY ? ValueDigest.Tag.BYTES : ValueDigest.Tag.INTEGER;
    }
}
