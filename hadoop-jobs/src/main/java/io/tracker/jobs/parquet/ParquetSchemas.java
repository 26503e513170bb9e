package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.convert.PlannedColumn;
import io.tracker.jobs.convert.Target;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Parquet's words for a plan. */
final class ParquetSchemas {
    private static final String MESSAGE = "row";

    private ParquetSchemas() {}

    /** The schema of the files; columns have their true names. */
    static MessageType of(CellPlan plan) {
        List<Type> fields = new ArrayList<>();
        plan.columns().forEach(column -> fields.add(field(column)));
        return new MessageType(MESSAGE, fields);
    }

    static PrimitiveType field(PlannedColumn column) {
        Target target = column.target();
        String name = column.column().name();
        return switch (target.kind()) {
            case BOOLEAN -> plain(column, PrimitiveTypeName.BOOLEAN);
            case INT32 -> plain(column, PrimitiveTypeName.INT32);
            case INT64 -> plain(column, PrimitiveTypeName.INT64);
            case FLOAT -> plain(column, PrimitiveTypeName.FLOAT);
            case DOUBLE -> plain(column, PrimitiveTypeName.DOUBLE);
            case BYTES -> plain(column, PrimitiveTypeName.BINARY);
            case DECIMAL_INT32 -> as(column, PrimitiveTypeName.INT32, decimal(target));
            case DECIMAL_INT64 -> as(column, PrimitiveTypeName.INT64, decimal(target));
            case DECIMAL_FIXED ->
                Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition(column))
                        .length(target.fixedBytes())
                        .as(decimal(target))
                        .named(name);
            case DATE -> as(column, PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType());
            case TIMESTAMP_LOCAL ->
                as(column, PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS));
            case TIMESTAMP_UTC ->
                as(column, PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
            case STRING -> as(column, PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType());
            case JSON -> as(column, PrimitiveTypeName.BINARY, LogicalTypeAnnotation.jsonType());
        };
    }

    /** A column's type for people: {@code INT64 (DECIMAL(18,2))}. */
    static String words(PlannedColumn column) {
        PrimitiveType type = field(column);
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        String physical = type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                ? type.getPrimitiveTypeName() + "(" + type.getTypeLength() + ")"
                : type.getPrimitiveTypeName().toString();
        return annotation == null ? physical : physical + " (" + annotation + ")";
    }

    private static PrimitiveType plain(PlannedColumn column, PrimitiveTypeName type) {
        return Types.primitive(type, repetition(column)).named(column.column().name());
    }

    private static PrimitiveType as(PlannedColumn column, PrimitiveTypeName type, LogicalTypeAnnotation annotation) {
        return Types.primitive(type, repetition(column))
                .as(annotation)
                .named(column.column().name());
    }

    private static LogicalTypeAnnotation decimal(Target target) {
        return LogicalTypeAnnotation.decimalType(target.scale(), target.precision());
    }

    private static Type.Repetition repetition(PlannedColumn column) {
        return column.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    }
}
