package io.tracker.testing.line.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/**
 * Values as Parquet must hold them, worked out from the server's own values: text decoded by the server, dates in days since 1970-01-01, times
 * in microseconds, zero and partial dates NULL, and so is text
 * that the server itself cannot decode.
 */
final class ParquetForm implements CellForm {
    private static final long MICROS_A_SECOND = 1_000_000;
    private static final int DUCKDB_DECIMAL_DIGITS = 38;

    @Override
    public Column column(Column stored) {
        return stored.withType(duckDbType(stored));
    }

    @Override
    public String expression(Column stored, String quoted, Dialect dialect) {
        return switch (stored.kind()) {
            case INTEGER, DECIMAL, YEAR, DATE, DATETIME, TIMESTAMP, TIME, DOUBLE -> "CAST(" + quoted + " AS CHAR)";
            case FLOAT -> "CAST(CAST(" + quoted + " AS DOUBLE) AS CHAR)";
            case BIT -> "CAST(CAST(" + quoted + " AS UNSIGNED) AS CHAR)";
            case TEXT, ENUM, SET -> DecodedText.expression(quoted);
            case JSON -> "HEX(CAST(" + quoted + " AS CHAR CHARACTER SET utf8mb4))";
            case PRINTED -> "HEX(CAST(" + quoted + " AS CHAR))";
            case BINARY, OTHER -> "HEX(" + quoted + ")";
            case GEOMETRY -> "HEX(" + dialect.wellKnownBinary(quoted) + ")";
        };
    }

    @Override
    public byte[] cell(Column stored, byte[] answer) {
        return switch (stored.kind()) {
            case INTEGER, BIT, YEAR -> CanonicalCells.ascii(new BigInteger(CanonicalCells.ascii(answer)).toString());
            case DECIMAL -> decimal(stored, CanonicalCells.ascii(answer));
            case FLOAT, DOUBLE -> CanonicalCells.number(Double.parseDouble(CanonicalCells.ascii(answer)));
            case DATE -> isUnreal(answer) ? null : whole(epochDay(CanonicalCells.ascii(answer)));
            case DATETIME, TIMESTAMP -> isUnreal(answer) ? null : whole(epochMicros(CanonicalCells.ascii(answer)));
            case TIME -> whole(signedMicros(CanonicalCells.ascii(answer)));
            case TEXT, ENUM, SET -> DecodedText.cell(answer);
            case JSON, PRINTED, BINARY, OTHER, GEOMETRY -> CanonicalCells.unhex(answer);
        };
    }

    /** The type that DuckDB must show for a column. */
    private static String duckDbType(Column stored) {
        String type = stored.type().toLowerCase(Locale.ROOT);
        boolean unsigned = type.contains(" unsigned") || type.contains(" zerofill");
        int[] arguments = stored.arguments();
        return switch (stored.kind()) {
            case INTEGER -> {
                if (type.startsWith("bigint")) {
                    yield unsigned ? "DECIMAL(20,0)" : "BIGINT";
                }
                yield unsigned && type.startsWith("int") ? "BIGINT" : "INTEGER";
            }
            case YEAR -> "INTEGER";
            case BIT -> bitType(arguments.length == 0 ? 1 : arguments[0]);
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL ->
                arguments[0] > DUCKDB_DECIMAL_DIGITS ? "VARCHAR" : "DECIMAL(" + arguments[0] + "," + arguments[1] + ")";
            case DATE -> "DATE";
            case DATETIME -> "TIMESTAMP";
            case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
            case TIME -> "BIGINT";
            case TEXT, ENUM, SET, PRINTED -> "VARCHAR";
            case JSON -> "JSON";
            case BINARY, GEOMETRY, OTHER -> "BLOB";
        };
    }

    private static String bitType(int bits) {
        if (bits == 64) {
            return "DECIMAL(20,0)";
        }
        return bits == 1 ? "BOOLEAN" : "BIGINT";
    }

    private static byte[] decimal(Column stored, String text) {
        boolean kept = stored.arguments()[0] > DUCKDB_DECIMAL_DIGITS;
        return CanonicalCells.ascii(kept ? text : new BigDecimal(text).toPlainString());
    }

    private static byte[] whole(long value) {
        return CanonicalCells.ascii(Long.toString(value));
    }

    /** Whether no calendar has the day of {@code yyyy-mm-dd…}: its month or day is 0, or the month is not so long. */
    private static boolean isUnreal(byte[] date) {
        String text = CanonicalCells.ascii(date);
        int month = Integer.parseInt(text.substring(5, 7));
        int day = Integer.parseInt(text.substring(8, 10));
        return month == 0
                || day == 0
                || day
                        > YearMonth.of(Integer.parseInt(text.substring(0, 4)), month)
                                .lengthOfMonth();
    }

    private static long epochDay(String date) {
        return LocalDate.of(
                        Integer.parseInt(date.substring(0, 4)),
                        Integer.parseInt(date.substring(5, 7)),
                        Integer.parseInt(date.substring(8, 10)))
                .toEpochDay();
    }

    private static long epochMicros(String dateTime) {
        return epochDay(dateTime) * 86_400 * MICROS_A_SECOND + micros(dateTime.substring(11));
    }

    private static long signedMicros(String time) {
        return time.startsWith("-") ? -micros(time.substring(1)) : micros(time);
    }

    private static long micros(String time) {
        String[] parts = time.split("[:.]", -1);
        long seconds =
                Integer.parseInt(parts[0]) * 3600L + Integer.parseInt(parts[1]) * 60L + Integer.parseInt(parts[2]);
        long fraction = parts.length < 4 ? 0 : Long.parseLong((parts[3] + "000000").substring(0, 6));
        return seconds * MICROS_A_SECOND + fraction;
    }
}
