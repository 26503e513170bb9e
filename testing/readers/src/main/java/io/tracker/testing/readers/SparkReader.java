package io.tracker.testing.readers;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** Reads Parquet by Spark. */
public final class SparkReader {
    private SparkReader() {}

    /** Reads every table of the list that is the one argument. */
    public static void main(String[] arguments) throws IOException {
        SparkSession spark = SparkSessions.local().getOrCreate();
        for (ReadRequest request : ReadRequest.read(Path.of(arguments[0]))) {
            read(spark, request);
        }
        spark.stop();
    }

    private static void read(SparkSession spark, ReadRequest request) throws IOException {
        Dataset<Row> rows = spark.read().parquet(request.files().toArray(String[]::new));
        StructField[] fields = rows.schema().fields();
        try (CellFile output = new CellFile(request.output())) {
            output.columns(
                    Stream.of(fields).map(StructField::name).toList(),
                    Stream.of(fields)
                            .map(field -> field.dataType().simpleString())
                            .toList());
            for (Iterator<Row> each = rows.toLocalIterator(); each.hasNext(); ) {
                Row row = each.next();
                List<byte[]> cells = new ArrayList<>();
                for (int i = 0; i < fields.length; i++) {
                    cells.add(row.isNullAt(i) ? null : cell(row.get(i)));
                }
                output.row(cells);
            }
        }
    }

    /** FLOAT and DOUBLE as 16 hex digits of the DOUBLE's bits, days and microseconds since 1970-01-01, text and bytes as they are. */
    private static byte[] cell(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return text(value).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        if (value instanceof Float || value instanceof Double) {
            return HexFormat.of().toHexDigits(Double.doubleToRawLongBits(((Number) value).doubleValue()));
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof LocalDate date) {
            return Long.toString(date.toEpochDay());
        }
        if (value instanceof LocalDateTime clock) {
            return micros(clock.toInstant(ZoneOffset.UTC));
        }
        if (value instanceof Instant moment) {
            return micros(moment);
        }
        if (value instanceof Integer || value instanceof Long) {
            return value.toString();
        }
        throw new IllegalArgumentException("Spark gives a value of a type that is not expected: " + value.getClass());
    }

    private static String micros(Instant moment) {
        return Long.toString(
                Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1000));
    }
}
