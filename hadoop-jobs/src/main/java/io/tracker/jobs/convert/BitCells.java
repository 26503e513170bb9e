package io.tracker.jobs.convert;

import java.util.Arrays;

/** Converters of BIT, which the server sends as the fewest bytes that hold the column's bits, high byte first. */
final class BitCells {
    private BitCells() {}

    static CellConverter of(Target target) {
        return switch (target.kind()) {
            case BOOLEAN ->
                (data, start, length, sink) -> {
                    if (length != 1 || (data[start] & 0xFE) != 0) {
                        return Verdict.MALFORMED;
                    }
                    sink.addBoolean(data[start] == 1);
                    return Verdict.OK;
                };
            case INT64 ->
                (data, start, length, sink) -> {
                    if (length < 1 || length > Long.BYTES) {
                        return Verdict.MALFORMED;
                    }
                    long value = value(data, start, length);
                    if (value < 0) {
                        return Verdict.OUT_OF_RANGE;
                    }
                    sink.addInt64(value);
                    return Verdict.OK;
                };
            case DECIMAL_FIXED -> decimals(target.fixedBytes());
            case INT32,
                    FLOAT,
                    DOUBLE,
                    DECIMAL_INT32,
                    DECIMAL_INT64,
                    DATE,
                    TIMESTAMP_LOCAL,
                    TIMESTAMP_UTC,
                    STRING,
                    JSON,
                    BYTES -> throw NumberCells.mismatch(target);
        };
    }

    private static CellConverter decimals(int bytes) {
        byte[] fixed = new byte[bytes];
        return (data, start, length, sink) -> {
            if (length < 1 || length > Long.BYTES) {
                return Verdict.MALFORMED;
            }
            Arrays.fill(fixed, 0, bytes - length, (byte) 0);
            System.arraycopy(data, start, fixed, bytes - length, length);
            sink.addBytes(fixed, 0, bytes);
            return Verdict.OK;
        };
    }

    /** The bits as an unsigned number. */
    static long value(byte[] data, int start, int length) {
        long value = 0;
        for (int i = start; i < start + length; i++) {
            value = (value << Byte.SIZE) | (data[i] & 0xFF);
        }
        return value;
    }
}
