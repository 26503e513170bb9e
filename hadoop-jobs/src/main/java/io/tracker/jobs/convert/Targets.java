package io.tracker.jobs.convert;

import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.ColumnType;

/** Which type a column's values have in Parquet: the table of docs/types.md. */
public final class Targets {
    private static final int UNSIGNED_BIGINT_DIGITS = 20;

    private Targets() {}

    /** The type of a column under a policy. */
    public static Target of(CapturedColumn column, Policy policy) {
        ColumnType type = column.type();
        return switch (type.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, YEAR -> Target.of(Target.Kind.INT32);
            case INT -> Target.of(type.unsigned() ? Target.Kind.INT64 : Target.Kind.INT32);
            case BIGINT ->
                type.unsigned() && policy != Policy.INT64
                        ? Target.decimal(UNSIGNED_BIGINT_DIGITS, 0)
                        : Target.of(Target.Kind.INT64);
            case BIT -> bit(type.bits(), policy);
            case FLOAT -> Target.of(Target.Kind.FLOAT);
            case DOUBLE -> Target.of(Target.Kind.DOUBLE);
            case DECIMAL ->
                type.precision() > Target.MAX_PRECISION
                        ? Target.of(Target.Kind.STRING)
                        : Target.decimal(type.precision(), type.scale());
            case DATE -> Target.of(policy == Policy.STRING ? Target.Kind.STRING : Target.Kind.DATE);
            case DATETIME -> Target.of(policy == Policy.STRING ? Target.Kind.STRING : Target.Kind.TIMESTAMP_LOCAL);
            case TIMESTAMP -> Target.of(policy == Policy.STRING ? Target.Kind.STRING : Target.Kind.TIMESTAMP_UTC);
            // Up to 838 hours, of either sign: beyond Parquet's time of day.
            case TIME -> Target.of(Target.Kind.INT64);
            case TEXT, ENUM, SET ->
                Target.of(
                        policy == Policy.BINARY || column.charset().orElse("").equals("binary")
                                ? Target.Kind.BYTES
                                : Target.Kind.STRING);
            case JSON -> Target.of(policy == Policy.BINARY ? Target.Kind.BYTES : Target.Kind.JSON);
            case OTHER_TEXT -> Target.of(policy == Policy.BINARY ? Target.Kind.BYTES : Target.Kind.STRING);
            case BINARY, GEOMETRY, OTHER_BINARY -> Target.of(Target.Kind.BYTES);
        };
    }

    private static Target bit(int bits, Policy policy) {
        if (bits == 1) {
            return Target.of(Target.Kind.BOOLEAN);
        }
        return bits == Long.SIZE && policy != Policy.INT64
                ? Target.decimal(UNSIGNED_BIGINT_DIGITS, 0)
                : Target.of(Target.Kind.INT64);
    }
}
