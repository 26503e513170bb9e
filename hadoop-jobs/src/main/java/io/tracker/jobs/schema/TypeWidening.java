package io.tracker.jobs.schema;

import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.ColumnType;
import io.tracker.schemas.types.MySqlType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The narrowest declaration that holds every value of two declarations exactly.
 *
 * <table>
 * <caption>What widens</caption>
 * <tr><td>integers</td><td>to the narrowest integer; BIGINT UNSIGNED with a signed one to DECIMAL(20,0)</td></tr>
 * <tr><td>integers, DECIMAL</td><td>to a DECIMAL of all digits before and behind the point, up to 65</td></tr>
 * <tr><td>FLOAT, DOUBLE</td><td>to DOUBLE; two FLOATs to FLOAT</td></tr>
 * <tr><td>BIT; DATETIME; TIMESTAMP; TIME</td><td>to more bits; to more fractional digits, each in its own kind</td></tr>
 * <tr><td>text, ENUM, SET, JSON</td><td>to longer text; ENUM and SET stay when one lists the other's members first; character sets that differ become utf8mb4</td></tr>
 * <tr><td>binary</td><td>to VARBINARY or a longer BLOB</td></tr>
 * <tr><td>geometry</td><td>to GEOMETRY</td></tr>
 * </table>
 */
final class TypeWidening {
    private static final int MAX_DECIMAL_PRECISION = 65;

    /** Narrowest first. */
    private static final List<MySqlType> INTEGERS =
            List.of(MySqlType.TINYINT, MySqlType.SMALLINT, MySqlType.MEDIUMINT, MySqlType.INT, MySqlType.BIGINT);

    private TypeWidening() {}

    /** The declaration that holds both, under the first one's name and comment; empty when there is none. */
    static Optional<CapturedColumn> widen(CapturedColumn one, CapturedColumn other) {
        if (one.columnType().equals(other.columnType())
                && one.charset().equals(other.charset())
                && one.collation().equals(other.collation())) {
            return Optional.of(declare(one, other, one.dataType(), one.columnType()));
        }
        ColumnType a = one.type();
        ColumnType b = other.type();
        return switch (a.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> integer(a, b).map(type -> declare(one, other, type));
            case DECIMAL -> decimal(a, b).map(type -> declare(one, other, type));
            case FLOAT ->
                switch (b.type()) {
                    case FLOAT -> Optional.of(declare(one, other, "float"));
                    case DOUBLE -> Optional.of(declare(one, other, "double"));
                    default -> Optional.empty();
                };
            case DOUBLE ->
                b.type() == MySqlType.FLOAT || b.type() == MySqlType.DOUBLE
                        ? Optional.of(declare(one, other, "double"))
                        : Optional.empty();
            case BIT ->
                b.type() == MySqlType.BIT
                        ? Optional.of(declare(one, other, "bit(" + Math.max(a.bits(), b.bits()) + ")"))
                        : Optional.empty();
            case DATETIME, TIMESTAMP, TIME ->
                b.type() == a.type()
                        ? Optional.of(declare(
                                one,
                                other,
                                one.dataType() + "(" + Math.max(a.fractionalDigits(), b.fractionalDigits()) + ")"))
                        : Optional.empty();
            case TEXT, ENUM, SET, JSON -> TextWidening.widen(one, other);
            case BINARY ->
                b.type() == MySqlType.BINARY ? Optional.of(BinaryWidening.widen(one, other)) : Optional.empty();
            case GEOMETRY ->
                b.type() == MySqlType.GEOMETRY ? Optional.of(declare(one, other, "geometry")) : Optional.empty();
            // Their display widths and attributes mean nothing for their values.
            case YEAR, DATE ->
                b.type() == a.type() ? Optional.of(declare(one, other, one.dataType())) : Optional.empty();
            // Nothing is known of what their declarations allow.
            case OTHER_TEXT, OTHER_BINARY -> Optional.empty();
        };
    }

    private static Optional<String> integer(ColumnType a, ColumnType b) {
        if (b.type() == MySqlType.DECIMAL) {
            return decimal(a, b);
        }
        if (!isInteger(b.type())) {
            return Optional.empty();
        }
        if (a.unsigned() == b.unsigned()) {
            MySqlType wider = a.type().compareTo(b.type()) >= 0 ? a.type() : b.type();
            return Optional.of(integerName(wider) + (a.unsigned() ? " unsigned" : ""));
        }
        MySqlType unsigned = a.unsigned() ? a.type() : b.type();
        MySqlType signed = a.unsigned() ? b.type() : a.type();
        if (unsigned == MySqlType.BIGINT) {
            return Optional.of("decimal(20,0)");
        }
        MySqlType holdsUnsigned = INTEGERS.get(INTEGERS.indexOf(unsigned) + 1);
        return Optional.of(integerName(holdsUnsigned.compareTo(signed) >= 0 ? holdsUnsigned : signed));
    }

    private static Optional<String> decimal(ColumnType a, ColumnType b) {
        if (b.type() != MySqlType.DECIMAL && !isInteger(b.type())) {
            return Optional.empty();
        }
        int scale = Math.max(scale(a), scale(b));
        int precision = scale + Math.max(digits(a), digits(b));
        return precision > MAX_DECIMAL_PRECISION
                ? Optional.empty()
                : Optional.of(
                        "decimal(" + precision + "," + scale + ")" + (a.unsigned() && b.unsigned() ? " unsigned" : ""));
    }

    private static int scale(ColumnType type) {
        return type.type() == MySqlType.DECIMAL ? type.scale() : 0;
    }

    /** Digits before the point. */
    private static int digits(ColumnType type) {
        return switch (type.type()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case MEDIUMINT -> 8;
            case INT -> 10;
            case BIGINT -> 20;
            case DECIMAL -> type.precision() - type.scale();
            default -> throw new IllegalArgumentException("Not a decimal number: " + type);
        };
    }

    private static boolean isInteger(MySqlType type) {
        return INTEGERS.contains(type);
    }

    private static String integerName(MySqlType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static CapturedColumn declare(CapturedColumn one, CapturedColumn other, String columnType) {
        int end = 0;
        while (end < columnType.length() && Character.isLetter(columnType.charAt(end))) {
            end++;
        }
        return declare(one, other, columnType.substring(0, end), columnType);
    }

    /** What both share, with another type. */
    static CapturedColumn declare(CapturedColumn one, CapturedColumn other, String dataType, String columnType) {
        return new CapturedColumn(
                one.name(),
                dataType,
                columnType,
                one.nullable() || other.nullable(),
                one.charset(),
                one.collation(),
                one.generated() && other.generated(),
                one.invisible() && other.invisible(),
                one.comment());
    }

    /** The same column declared otherwise. */
    static CapturedColumn declare(
            CapturedColumn one, String dataType, String columnType, boolean nullable, boolean generated) {
        return new CapturedColumn(
                one.name(),
                dataType,
                columnType,
                nullable,
                one.charset(),
                one.collation(),
                generated,
                one.invisible(),
                one.comment());
    }
}
