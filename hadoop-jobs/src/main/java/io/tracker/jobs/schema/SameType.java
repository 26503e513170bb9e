package io.tracker.jobs.schema;

import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.ColumnType;

/** Whether two declarations hold the same values, however they are spelled. */
final class SameType {
    private SameType() {}

    static boolean of(CapturedColumn one, CapturedColumn other) {
        ColumnType a = one.type();
        ColumnType b = other.type();
        if (a.type() != b.type() || !one.dataType().equals(other.dataType())) {
            return false;
        }
        return switch (a.type()) {
            // Numbers in parentheses are display widths.
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> a.unsigned() == b.unsigned();
            case YEAR, DATE -> true;
            case DECIMAL -> a.precision() == b.precision() && a.scale() == b.scale() && a.unsigned() == b.unsigned();
            case BIT -> a.bits() == b.bits();
            case DATETIME, TIMESTAMP, TIME -> a.fractionalDigits() == b.fractionalDigits();
            case FLOAT, DOUBLE, TEXT, ENUM, SET, JSON, BINARY, GEOMETRY, OTHER_TEXT, OTHER_BINARY -> a.equals(b);
        };
    }
}
