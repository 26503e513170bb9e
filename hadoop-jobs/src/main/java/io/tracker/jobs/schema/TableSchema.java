package io.tracker.jobs.schema;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The schema of a table over all its shards.
 *
 * @param sources the schemas that were unified, in the order that rows refer to them by
 * @param columns the output's columns, in the first source's order; a column that another source added stands behind the one that it
 *     follows there
 * @param createTable SHOW CREATE TABLE of a source that declares every column just so; empty when there is none
 */
public record TableSchema(List<SourceSchema> sources, List<UnifiedColumn> columns, Optional<String> createTable) {
    public TableSchema {
        sources = List.copyOf(sources);
        columns = List.copyOf(columns);
        Objects.requireNonNull(createTable, "createTable");
        for (UnifiedColumn column : columns) {
            if (column.origins().size() != sources.size()) {
                throw new IllegalArgumentException("Column " + column.name() + " has origins for "
                        + column.origins().size() + " sources, expected " + sources.size());
            }
        }
    }

    /** The table's name. */
    public String table() {
        return sources.get(0).tables().get(0).table();
    }

    /** The dataset's name. */
    public String dataset() {
        return sources.get(0).tables().get(0).dataset();
    }
}
