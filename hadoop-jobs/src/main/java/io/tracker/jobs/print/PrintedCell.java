package io.tracker.jobs.print;

import io.tracker.jobs.charset.TextDecoder;
import io.tracker.jobs.charset.TextDecoders;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.MySqlType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** How one column of one source is shown to people: numbers and dates as they are, text as UTF-8, all else as {@code 0x…}. */
final class PrintedCell {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final int field;
    private final boolean number;
    private final boolean exact;
    private final Optional<TextDecoder> text;

    PrintedCell(CapturedColumn column, int field) {
        this.field = field;
        this.exact = switch (column.type().type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR, DECIMAL -> true;
            case FLOAT, DOUBLE, DATE, DATETIME, TIMESTAMP, TIME, TEXT, ENUM, SET, JSON -> false;
            case BIT, BINARY, GEOMETRY, OTHER_BINARY, OTHER_TEXT -> false;
        };
        this.number = exact
                || column.type().type() == MySqlType.FLOAT
                || column.type().type() == MySqlType.DOUBLE;
        this.text = switch (column.type().type()) {
            case BIT, BINARY, GEOMETRY, OTHER_BINARY -> Optional.empty();
            case TEXT, ENUM, SET, JSON -> TextDecoders.of(column.charset().orElse("utf8mb4"));
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR, DECIMAL, FLOAT, DOUBLE -> ascii();
            case DATE, DATETIME, TIMESTAMP, TIME, OTHER_TEXT -> ascii();
        };
    }

    private static Optional<TextDecoder> ascii() {
        return TextDecoders.of("ascii");
    }

    boolean isNull(RowCursor row) {
        return row.isNull(field);
    }

    /** Whether {@link #text} is a number that JSON takes. ZEROFILL's leading zeros are none. */
    boolean isJsonNumber(RowCursor row) {
        if (!number) {
            return false;
        }
        int start = row.start(field);
        int digit = start < row.start(field) + row.length(field) && row.data()[start] == '-' ? start + 1 : start;
        boolean padded =
                row.length(field) - (digit - start) > 1 && row.data()[digit] == '0' && row.data()[digit + 1] != '.';
        return !padded;
    }

    /** The value as text; its bytes in hex where it is no valid text. */
    String text(RowCursor row) {
        return valid(row).orElseGet(() -> hex(row));
    }

    /** The value as text; empty where it is none. */
    Optional<String> valid(RowCursor row) {
        if (text.isEmpty() || !text.get().decode(row.data(), row.start(field), row.length(field))) {
            return Optional.empty();
        }
        TextDecoder decoded = text.get();
        return Optional.of(new String(decoded.bytes(), decoded.start(), decoded.length(), StandardCharsets.UTF_8));
    }

    /** The value's bytes as {@code 0x…}. */
    String hex(RowCursor row) {
        return "0x" + HEX.formatHex(row.data(), row.start(field), row.start(field) + row.length(field));
    }

    /** Whether the value is a number whose text a statement takes as it is; a FLOAT or DOUBLE of -0 would lose its sign. */
    boolean isExactNumber() {
        return exact;
    }

    boolean isEmpty(RowCursor row) {
        return row.length(field) == 0;
    }
}
