package io.tracker.jobs.schema;

import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.ColumnType;
import io.tracker.schemas.types.MySqlType;
import java.util.List;
import java.util.Optional;

/** Widening among CHAR, VARCHAR, the TEXT types, ENUM, SET and JSON. */
final class TextWidening {
    private static final List<String> TEXTS = List.of("tinytext", "text", "mediumtext", "longtext");
    private static final int TEXT = 1;
    private static final int LONGTEXT = 3;

    /** Characters of the longest VARCHAR that every character set allows. */
    private static final int MAX_VARCHAR = 16_383;

    private static final int MAX_BYTES_PER_CHARACTER = 4;

    private TextWidening() {}

    static Optional<CapturedColumn> widen(CapturedColumn one, CapturedColumn other) {
        ColumnType a = one.type();
        ColumnType b = other.type();
        if (!isText(b.type())) {
            return Optional.empty();
        }
        if (a.type() == MySqlType.JSON && b.type() == MySqlType.JSON) {
            return Optional.of(TypeWidening.declare(one, other, "json", "json"));
        }
        boolean sameCharset = charset(one).equals(charset(other));
        String charset = sameCharset ? charset(one) : "utf8mb4";
        String collation =
                one.collation().equals(other.collation()) && one.collation().isPresent()
                        ? one.collation().get()
                        : charset + "_bin";
        CapturedColumn wide = longer(one, other, sameCharset);
        return Optional.of(new CapturedColumn(
                wide.name(),
                wide.dataType(),
                wide.columnType(),
                wide.nullable(),
                Optional.of(charset),
                Optional.of(collation),
                wide.generated(),
                wide.invisible(),
                wide.comment()));
    }

    private static CapturedColumn longer(CapturedColumn one, CapturedColumn other, boolean sameCharset) {
        ColumnType a = one.type();
        ColumnType b = other.type();
        if (a.type() == b.type() && a.type() != MySqlType.TEXT) {
            if (beginsWith(a.members(), b.members())) {
                return TypeWidening.declare(one, other, one.dataType(), one.columnType());
            }
            if (beginsWith(b.members(), a.members())) {
                return TypeWidening.declare(one, other, other.dataType(), other.columnType());
            }
        }
        if (isCharacters(one) && isCharacters(other)) {
            int length = Math.max(characters(one), characters(other));
            String type = one.dataType().equals(other.dataType()) ? one.dataType() : "varchar";
            if (length <= MAX_VARCHAR) {
                return TypeWidening.declare(one, other, type, type + "(" + length + ")");
            }
        }
        int rank = Math.max(rank(one), rank(other));
        // Transcoded text may be longer than it was.
        String type = TEXTS.get(sameCharset ? rank : Math.min(rank + 1, LONGTEXT));
        return TypeWidening.declare(one, other, type, type);
    }

    private static boolean beginsWith(List<String> members, List<String> first) {
        return first.size() <= members.size()
                && members.subList(0, first.size()).equals(first);
    }

    private static boolean isText(MySqlType type) {
        return type == MySqlType.TEXT || type == MySqlType.ENUM || type == MySqlType.SET || type == MySqlType.JSON;
    }

    private static boolean isCharacters(CapturedColumn column) {
        return column.dataType().equals("char") || column.dataType().equals("varchar");
    }

    private static int characters(CapturedColumn column) {
        List<Integer> arguments = column.type().arguments();
        return arguments.isEmpty() ? 1 : arguments.get(0);
    }

    /** The narrowest of the TEXT types that holds a column's values in their own character set. */
    private static int rank(CapturedColumn column) {
        return switch (column.type().type()) {
            case TEXT ->
                isCharacters(column)
                        ? rankOfBytes((long) characters(column) * MAX_BYTES_PER_CHARACTER)
                        : TEXTS.indexOf(column.dataType());
            // 64 members of 255 characters each and the commas between them.
            case ENUM, SET -> TEXT;
            default -> LONGTEXT;
        };
    }

    static int rankOfBytes(long bytes) {
        if (bytes <= 0xFF) {
            return 0;
        }
        return bytes <= 0xFFFF ? 1 : 2;
    }

    /** JSON has none of its own: its text is utf8mb4. */
    private static String charset(CapturedColumn column) {
        return column.charset().orElse("utf8mb4");
    }
}
