package io.tracker.jobs.schema;

import io.tracker.schemas.types.CapturedColumn;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A column of the output: the declaration that holds every shard's values, and where each source schema has it.
 *
 * @param column the declaration; of a single source, its own
 * @param origins for each source schema, in their order: the column there; empty where the source lacks it, so that it is NULL
 */
public record UnifiedColumn(CapturedColumn column, List<Optional<Origin>> origins) {
    /**
     * The column in one source schema.
     *
     * @param column as declared there
     * @param field index of its value in the backup's record
     * @param enumIndexField index of the field that tells an ENUM's error value from its empty member, where there is one
     */
    public record Origin(CapturedColumn column, int field, OptionalInt enumIndexField) {
        public Origin {
            Objects.requireNonNull(column, "column");
            Objects.requireNonNull(enumIndexField, "enumIndexField");
            if (field < 0) {
                throw new IllegalArgumentException("Field index is negative: " + field);
            }
        }
    }

    public UnifiedColumn {
        Objects.requireNonNull(column, "column");
        origins = List.copyOf(origins);
    }

    /** Its name. */
    public String name() {
        return column.name();
    }
}
