package io.tracker.agent.server;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One row of an answer about the server itself, as text. Rows of tables never come this way. */
public final class TextRow {
    private final Map<String, Optional<String>> values = new LinkedHashMap<>();

    TextRow() {}

    void put(String column, Optional<String> value) {
        values.put(column.toLowerCase(Locale.ROOT), value);
    }

    /**
     * The value; empty for NULL. Columns are told apart without regard to case.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public Optional<String> optional(String column) {
        Optional<String> value = values.get(column.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new IllegalArgumentException("Answer has no column " + column + ", only " + values.keySet());
        }
        return value;
    }

    /** The value; the empty text for NULL. */
    public String text(String column) {
        return optional(column).orElse("");
    }

    /** The value of a number; 0 for NULL. */
    public long number(String column) {
        return optional(column).map(Long::parseLong).orElse(0L);
    }

    /** Whether the column says Yes. */
    public boolean yes(String column) {
        return text(column).equalsIgnoreCase("Yes");
    }

    /** The first column's value; empty for NULL. */
    public Optional<String> first() {
        return values.values().iterator().next();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
