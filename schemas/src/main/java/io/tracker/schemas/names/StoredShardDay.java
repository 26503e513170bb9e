package io.tracker.schemas.names;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A table's day of a shard as keys name it: with encoded names, which cannot be turned back into true ones.
 *
 * @param table dataset and table, a slash between
 * @param dt the day
 * @param shard replica set and schema, a dot between
 */
public record StoredShardDay(String table, LocalDate dt, String shard) {
    public StoredShardDay {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(dt, "dt");
        Objects.requireNonNull(shard, "shard");
    }
}
