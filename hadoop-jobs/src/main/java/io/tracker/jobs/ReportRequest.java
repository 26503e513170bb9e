package io.tracker.jobs;

import io.tracker.jobs.report.Deadline;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which days {@code report} tells.
 *
 * @param root the backup root
 * @param warehouse where convert wrote to; empty to leave values that were coerced out
 * @param from the first day
 * @param to the last day
 * @param deadline when a day is late
 * @param out the page
 */
public record ReportRequest(
        String root, Optional<String> warehouse, LocalDate from, LocalDate to, Deadline deadline, Path out) {
    public ReportRequest {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(warehouse, "warehouse");
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("First day is after the last (got " + from + " and " + to + ")");
        }
    }

    List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }
}
