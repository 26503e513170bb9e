package io.tracker.jobs.convert;

/** Converters of integers, decimals, FLOAT and DOUBLE from the server's ASCII. */
final class NumberCells {
    private NumberCells() {}

    /** Integers and decimals. */
    static CellConverter ofText(Target target) {
        DecimalText text = new DecimalText();
        return switch (target.kind()) {
            case INT32 ->
                (data, start, length, sink) -> {
                    Verdict verdict = text.parse(data, start, length, 0);
                    if (verdict != Verdict.OK) {
                        return verdict;
                    }
                    long value = text.toLong();
                    if (!text.isLong() || value != (int) value) {
                        return Verdict.OUT_OF_RANGE;
                    }
                    sink.addInt32((int) value);
                    return Verdict.OK;
                };
            case INT64 ->
                (data, start, length, sink) -> {
                    Verdict verdict = text.parse(data, start, length, 0);
                    if (verdict != Verdict.OK) {
                        return verdict;
                    }
                    if (!text.isLong()) {
                        return Verdict.OUT_OF_RANGE;
                    }
                    sink.addInt64(text.toLong());
                    return Verdict.OK;
                };
            case DECIMAL_INT32, DECIMAL_INT64, DECIMAL_FIXED -> decimals(text, target);
            // Of an integer column that another shard has made a DECIMAL beyond 38 digits.
            case STRING -> NumberCells::copy;
            case BOOLEAN, FLOAT, DOUBLE, DATE, TIMESTAMP_LOCAL, TIMESTAMP_UTC, JSON, BYTES -> throw mismatch(target);
        };
    }

    private static CellConverter decimals(DecimalText text, Target target) {
        byte[] fixed = new byte[target.fixedBytes()];
        boolean wide = target.kind() == Target.Kind.DECIMAL_FIXED;
        boolean narrow = target.kind() == Target.Kind.DECIMAL_INT32;
        return (data, start, length, sink) -> {
            Verdict verdict = text.parse(data, start, length, target.scale());
            if (verdict != Verdict.OK) {
                return verdict;
            }
            if (!text.hasAtMost(target.precision())) {
                return Verdict.OUT_OF_RANGE;
            }
            if (wide) {
                text.putTwosComplement(fixed);
                sink.addBytes(fixed, 0, fixed.length);
            } else if (narrow) {
                sink.addInt32((int) text.toLong());
            } else {
                sink.addInt64(text.toLong());
            }
            return Verdict.OK;
        };
    }

    /** DOUBLE, and FLOAT that another shard has made DOUBLE. */
    static CellConverter doubles() {
        DoubleText text = new DoubleText();
        return (data, start, length, sink) -> {
            Verdict verdict = text.parse(data, start, length);
            if (verdict == Verdict.OK) {
                sink.addDouble(text.value());
            }
            return verdict;
        };
    }

    /** FLOAT, whose backup holds the text of its exact DOUBLE. */
    static CellConverter floats() {
        DoubleText text = new DoubleText();
        return (data, start, length, sink) -> {
            Verdict verdict = text.parse(data, start, length);
            if (verdict != Verdict.OK) {
                return verdict;
            }
            float value = (float) text.value();
            if (value != text.value()) {
                return Verdict.OUT_OF_RANGE;
            }
            sink.addFloat(value);
            return Verdict.OK;
        };
    }

    /** A number that no numeric type of the output holds: the server's text. */
    static Verdict copy(byte[] data, int start, int length, CellSink sink) {
        for (int i = start; i < start + length; i++) {
            if ((data[i] < '0' || data[i] > '9') && data[i] != '-' && data[i] != '.') {
                return Verdict.MALFORMED;
            }
        }
        sink.addBytes(data, start, length);
        return length == 0 ? Verdict.MALFORMED : Verdict.OK;
    }

    static IllegalStateException mismatch(Target target) {
        return new IllegalStateException("No such conversion is planned: to " + target);
    }
}
