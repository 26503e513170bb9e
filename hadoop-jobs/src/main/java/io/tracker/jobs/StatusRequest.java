package io.tracker.jobs;

import io.tracker.jobs.backup.TableFilter;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Which days {@code status} is asked for.
 *
 * @param root the backup root
 * @param since the first day
 * @param dt the last day
 * @param tables which tables count
 */
public record StatusRequest(String root, LocalDate since, LocalDate dt, TableFilter tables) {
    public StatusRequest {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(tables, "tables");
        if (since.isAfter(dt)) {
            throw new IllegalArgumentException("First day is after the last (got " + since + " and " + dt + ")");
        }
    }
}
