package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.CellSink;
import io.tracker.jobs.convert.Target;
import io.tracker.jobs.convert.ValueDigest;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes a column's values to the file and to the digest. Not thread safe. */
final class ParquetCell implements CellSink {
    private final String name;
    private final int index;
    private final int scale;
    private final boolean decimal;
    private final ValueDigest.Tag tag;
    private final RecordConsumer file;
    private final ValueDigest digest;

    ParquetCell(String name, int index, Target target, RecordConsumer file, ValueDigest digest) {
        this.name = name;
        this.index = index;
        this.scale = target.scale();
        this.tag = tag(target.kind());
        this.decimal = tag == ValueDigest.Tag.DECIMAL;
        this.file = file;
        this.digest = digest;
    }

    @Override
    public void addNull() {
        digest.addNull();
    }

    @Override
    public void addBoolean(boolean value) {
        digest.addBoolean(value);
        file.startField(name, index);
        file.addBoolean(value);
        file.endField(name, index);
    }

    @Override
    public void addInt32(int value) {
        addToDigest(value);
        file.startField(name, index);
        file.addInteger(value);
        file.endField(name, index);
    }

    @Override
    public void addInt64(long value) {
        addToDigest(value);
        file.startField(name, index);
        file.addLong(value);
        file.endField(name, index);
    }

    @Override
    public void addFloat(float value) {
        digest.addFloat(value);
        file.startField(name, index);
        file.addFloat(value);
        file.endField(name, index);
    }

    @Override
    public void addDouble(double value) {
        digest.addDouble(value);
        file.startField(name, index);
        file.addDouble(value);
        file.endField(name, index);
    }

    @Override
    public void addBytes(byte[] data, int start, int length) {
        if (decimal) {
            digest.addDecimal(scale, data, start, length);
        } else {
            digest.addBytes(tag, data, start, length);
        }
        file.startField(name, index);
        // The array is the reader's, and holds another row soon: what keeps a value must copy it.
        file.addBinary(Binary.fromReusedByteArray(data, start, length));
        file.endField(name, index);
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
