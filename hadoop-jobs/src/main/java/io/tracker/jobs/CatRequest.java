package io.tracker.jobs;

import io.tracker.jobs.filter.KeyRange;
import io.tracker.jobs.plan.TableName;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What an operator asks {@code cat} for.
 *
 * @param root the backup root
 * @param table which
 * @param dt the day
 * @param shard the one shard, {@code <replica-set>.<schema>}; all when empty
 * @param rows which rows
 */
public record CatRequest(String root, TableName table, LocalDate dt, Optional<String> shard, KeyRange rows) {
    public CatRequest {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(dt, "dt");
        Objects.requireNonNull(shard, "shard");
        Objects.requireNonNull(rows, "rows");
    }
}
