package io.tracker.schemas.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A column's type, taken apart from {@code COLUMN_TYPE}.
 *
 * @param type which type
 * @param unsigned whether it is UNSIGNED (ZEROFILL implies it)
 * @param arguments the numbers in parentheses: {@code decimal(12,2)} has 12 and 2; empty for ENUM and SET
 * @param members the members of an ENUM or SET in their order, as the server printed them; empty otherwise
 */
public record ColumnType(MySqlType type, boolean unsigned, List<Integer> arguments, List<String> members) {
    private static final int DEFAULT_DECIMAL_PRECISION = 10;

    public ColumnType {
        Objects.requireNonNull(type, "type");
        arguments = List.copyOf(arguments);
        members = List.copyOf(members);
    }

    static ColumnType of(CapturedColumn column) {
        MySqlType type = MySqlType.ofDataType(column.dataType().toLowerCase(Locale.ROOT));
        String text = column.columnType();
        int open = text.indexOf('(');
        boolean listsMembers = type == MySqlType.ENUM || type == MySqlType.SET;
        List<String> members = listsMembers && open >= 0 ? members(text, open + 1) : List.of();
        List<Integer> arguments = listsMembers || open < 0 ? List.of() : numbers(text, open + 1);
        String lower = text.toLowerCase(Locale.ROOT);
        boolean unsigned = !listsMembers && (lower.contains(" unsigned") || lower.contains(" zerofill"));
        return new ColumnType(type, unsigned, arguments, members);
    }

    /** Bits of a BIT column: 1 to 64. */
    public int bits() {
        return arguments.isEmpty() ? 1 : arguments.get(0);
    }

    /** Digits of a DECIMAL in all. */
    public int precision() {
        return arguments.isEmpty() ? DEFAULT_DECIMAL_PRECISION : arguments.get(0);
    }

    /** Digits after the point: of a DECIMAL, or of a FLOAT(m,d) or DOUBLE(m,d). */
    public int scale() {
        return arguments.size() < 2 ? 0 : arguments.get(1);
    }

    /** Digits of a fractional second: 0 to 6. */
    public int fractionalDigits() {
        return arguments.isEmpty() ? 0 : arguments.get(0);
    }

    /**
     * Whether the empty text is a member, so that its text does not tell all: an ENUM's error value, and a SET without any member, print
     * as the empty text too.
     */
    public boolean hasEmptyMember() {
        return members.contains("");
    }

    private static List<Integer> numbers(String text, int start) {
        int close = text.indexOf(')', start);
        if (close < 0) {
            return List.of();
        }
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.substring(start, close).split(",", -1)) {
            String digits = part.trim();
            if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return List.of();
            }
            numbers.add(Integer.parseInt(digits));
        }
        return numbers;
    }

    /** Members are quoted by {@code '}, and a quote inside is doubled; nothing else is escaped in COLUMN_TYPE. */
    private static List<String> members(String text, int start) {
        List<String> members = new ArrayList<>();
        StringBuilder member = new StringBuilder();
        boolean inside = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!inside) {
                if (c == ')') {
                    return members;
                }
                inside = c == '\'';
            } else if (c != '\'') {
                member.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                member.append(c);
                i++;
            } else {
                members.add(member.toString());
                member.setLength(0);
                inside = false;
            }
        }
        throw new IllegalArgumentException("Column type is not closed: " + text);
    }
}
