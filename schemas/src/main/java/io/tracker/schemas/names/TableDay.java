package io.tracker.schemas.names;

import java.time.LocalDate;
import java.util.Objects;

/**
 * One table of one shard on one day: what a manifest makes exist.
 *
 * @param table the table
 * @param dt the UTC day that the backup is of
 */
public record TableDay(TableRef table, LocalDate dt) {
    public TableDay {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(dt, "dt");
    }

    @Override
    public String toString() {
        return table + " dt=" + dt;
    }
}
