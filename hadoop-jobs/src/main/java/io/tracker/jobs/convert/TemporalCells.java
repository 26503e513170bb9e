package io.tracker.jobs.convert;

import io.tracker.schemas.types.MySqlType;

/** Converters of DATE, DATETIME, TIMESTAMP and TIME. */
final class TemporalCells {
    private TemporalCells() {}

    static CellConverter of(MySqlType type, Target target) {
        TemporalText text = new TemporalText();
        boolean dates = type == MySqlType.DATE;
        return switch (target.kind()) {
            case DATE ->
                (data, start, length, sink) -> {
                    Verdict verdict = text.date(data, start, length);
                    if (verdict == Verdict.OK) {
                        sink.addInt32((int) text.value());
                    }
                    return verdict;
                };
            case TIMESTAMP_LOCAL, TIMESTAMP_UTC ->
                (data, start, length, sink) -> {
                    Verdict verdict = text.dateTime(data, start, length);
                    if (verdict == Verdict.OK) {
                        sink.addInt64(text.value());
                    }
                    return verdict;
                };
            case STRING ->
                (data, start, length, sink) -> {
                    Verdict verdict = dates ? text.date(data, start, length) : text.dateTime(data, start, length);
                    if (verdict == Verdict.OK) {
                        sink.addBytes(data, start, length);
                    }
                    return verdict;
                };
            case BOOLEAN, INT32, INT64, FLOAT, DOUBLE, DECIMAL_INT32, DECIMAL_INT64, DECIMAL_FIXED, JSON, BYTES ->
                throw NumberCells.mismatch(target);
        };
    }

    static CellConverter times() {
        TemporalText text = new TemporalText();
        return (data, start, length, sink) -> {
            Verdict verdict = text.time(data, start, length);
            if (verdict == Verdict.OK) {
                sink.addInt64(text.value());
            }
            return verdict;
        };
    }
}
