package io.tracker.jobs.schema;

import io.tracker.schemas.day.SchemaChange;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that differs between two schemas of a table.
 *
 * @param kind what
 * @param column the column; empty where no single one differs
 * @param before how it was
 * @param after how it is
 */
public record ColumnChange(
        SchemaChange.Kind kind, Optional<String> column, Optional<String> before, Optional<String> after) {
    public ColumnChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    static ColumnChange of(SchemaChange.Kind kind, String column, String before, String after) {
        return new ColumnChange(kind, Optional.of(column), Optional.of(before), Optional.of(after));
    }
}
