package io.tracker.jobs.backup;

import io.tracker.jobs.plan.TableName;
import java.util.Objects;
import java.util.Optional;

/**
 * Which tables count.
 *
 * @param dataset of this one alone; empty for every
 * @param table this one alone; empty for every
 */
public record TableFilter(Optional<String> dataset, Optional<String> table) {
    /** All tables. */
    public static final TableFilter ALL = new TableFilter(Optional.empty(), Optional.empty());

    public TableFilter {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(table, "table");
    }

    @Override
    public String toString() {
        return dataset.orElse("*") + "." + table.orElse("*");
    }

    boolean accepts(TableName name) {
        return dataset.map(name.dataset()::equals).orElse(true)
                && table.map(name.table()::equals).orElse(true);
    }
}
