package io.tracker.jobs.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When a day must be complete.
 *
 * @param after how long after its cutoff
 */
public record Deadline(Duration after) {
    /** The moment for a day. */
    Instant of(LocalDate dt) {
        return dt.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(after);
    }

    boolean missed(LocalDate dt, Instant completed) {
        return completed.isAfter(of(dt));
    }
}
