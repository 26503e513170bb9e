package io.tracker.agent.server;

import io.tracker.schemas.types.CapturedColumn;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Writes a stored key value as a literal that the server compares with the column exactly as it sorts the key: numbers as numbers, text
 * as the bytes of the column's own charset with its collation, bytes as bytes, times as their text. Nothing in a value can leave its
 * literal: bytes are hexadecimal, and all else is matched against what the type can print.
 */
final class KeyLiteral {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,20}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,65}(\\.[0-9]{1,38})?");
    private static final Pattern TEMPORAL = Pattern.compile("-?[0-9][0-9:. -]{0,30}");
    private static final Pattern UUID_OR_ADDRESS = Pattern.compile("[0-9A-Fa-f:.-]{1,64}");
    private static final Pattern CHARSET_NAME = Pattern.compile("[A-Za-z0-9_]+");

    private KeyLiteral() {}

    /** Whether a column's values can be written so. FLOAT is lossy as text; ENUM and SET sort by number; BIT needs no chunks. */
    static boolean writes(CapturedColumn column) {
        return switch (column.type().type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR, DECIMAL -> true;
            case DATE, DATETIME, TIMESTAMP, TIME, BINARY, OTHER_TEXT -> true;
            case TEXT ->
                named(column.charset().orElse("")) && named(column.collation().orElse(""));
            case BIT, FLOAT, DOUBLE, ENUM, SET, JSON, GEOMETRY, OTHER_BINARY -> false;
        };
    }

    /** The literal of a value that the server sent for the column. */
    static String of(CapturedColumn column, byte[] value) {
        return switch (column.type().type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR -> checked(INTEGER, column, value);
            case DECIMAL -> checked(DECIMAL, column, value);
            case DATE, DATETIME, TIMESTAMP, TIME -> "'" + checked(TEMPORAL, column, value) + "'";
            case OTHER_TEXT -> "'" + checked(UUID_OR_ADDRESS, column, value) + "'";
            case BINARY -> Literal.bytes(value);
            case TEXT ->
                "_" + column.charset().orElseThrow() + " " + Literal.bytes(value) + " COLLATE "
                        + column.collation().orElseThrow();
            case BIT, FLOAT, DOUBLE, ENUM, SET, JSON, GEOMETRY, OTHER_BINARY ->
                throw new IllegalArgumentException("Key column is not one that chunks are bounded by: " + column.name()
                        + " " + column.columnType());
        };
    }

    private static boolean named(String name) {
        return CHARSET_NAME.matcher(name).matches();
    }

    private static String checked(Pattern pattern, CapturedColumn column, byte[] value) {
        String text = new String(value, StandardCharsets.ISO_8859_1);
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "Key value is not one of its type: column " + column.name() + " " + column.columnType());
        }
        return text;
    }
}
