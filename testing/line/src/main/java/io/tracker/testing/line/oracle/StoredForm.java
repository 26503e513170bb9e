package io.tracker.testing.line.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Values as they are stored: what a backup and the legacy dump must hold.
 *
 * <p>Numbers and times are the server's text (FLOAT and DOUBLE: the 64 bits of it), text and binary kinds their bytes in the column's own
 * character set, BIT an unsigned number, ENUM its text with the index where that is empty, SET its text
 * and what that hides of an empty member, GEOMETRY its SRID and well-known binary.
 */
final class StoredForm implements CellForm {
    @Override
    public Column column(Column stored) {
        return stored;
    }

    @Override
    public String expression(Column stored, String quoted, Dialect dialect) {
        return switch (stored.kind()) {
            case INTEGER, DECIMAL, YEAR, DATE, DATETIME, TIMESTAMP, TIME, DOUBLE -> "CAST(" + quoted + " AS CHAR)";
            case FLOAT -> "CAST(CAST(" + quoted + " AS DOUBLE) AS CHAR)";
            case BIT -> "CAST(CAST(" + quoted + " AS UNSIGNED) AS CHAR)";
            case TEXT, BINARY, OTHER -> "HEX(" + quoted + ")";
            case JSON -> "HEX(CAST(" + quoted + " AS CHAR CHARACTER SET utf8mb4))";
            case PRINTED -> "HEX(CAST(" + quoted + " AS CHAR))";
            case SET ->
                EnumMembers.of(stored).contains("")
                        ? "CONCAT(HEX(" + quoted + "), '/', CAST(" + quoted + " AS UNSIGNED))"
                        : "HEX(" + quoted + ")";
            case ENUM -> "CONCAT(HEX(" + quoted + "), '/', CAST(" + quoted + " AS UNSIGNED))";
            case GEOMETRY -> "CONCAT(HEX(" + dialect.wellKnownBinary(quoted) + "), '/', ST_SRID(" + quoted + "))";
        };
    }

    @Override
    public byte[] cell(Column stored, byte[] answer) {
        return switch (stored.kind()) {
            case INTEGER, DECIMAL, YEAR, DATE, DATETIME, TIMESTAMP, TIME, BIT -> answer;
            case FLOAT, DOUBLE -> CanonicalCells.number(Double.parseDouble(CanonicalCells.ascii(answer)));
            case TEXT, BINARY, OTHER, JSON, PRINTED -> CanonicalCells.unhex(answer);
            case SET ->
                EnumMembers.of(stored).contains("")
                        ? CanonicalCells.set(
                                beforeSlash(answer),
                                afterSlash(answer),
                                EnumMembers.of(stored).indexOf(""))
                        : CanonicalCells.unhex(answer);
            case ENUM -> CanonicalCells.member(beforeSlash(answer), afterSlash(answer));
            case GEOMETRY -> CanonicalCells.geometry(Long.parseLong(afterSlash(answer)), beforeSlash(answer));
        };
    }

    private static byte[] beforeSlash(byte[] answer) {
        return CanonicalCells.unhex(Arrays.copyOf(answer, slash(answer)));
    }

    private static String afterSlash(byte[] answer) {
        int start = slash(answer) + 1;
        return new String(answer, start, answer.length - start, StandardCharsets.US_ASCII);
    }

    private static int slash(byte[] answer) {
        int at = answer.length - 1;
        while (answer[at] != '/') {
            at--;
        }
        return at;
    }
}
