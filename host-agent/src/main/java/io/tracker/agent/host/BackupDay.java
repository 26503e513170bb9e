package io.tracker.agent.host;

import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.failure.OperatorException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The UTC day that a backup is of.
 *
 * @param dt the day
 * @param cutoff its end, 00:00 UTC
 */
public record BackupDay(LocalDate dt, Instant cutoff) {
    /**
     * A day that has ended.
     *
     * @throws OperatorException for a day in the future
     * @throws NotYetException for today
     */
    public static BackupDay ended(LocalDate dt, Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (dt.isAfter(today)) {
            throw new OperatorException(
                    "dt is in the future: " + dt + " (got a day after today, " + today
                            + " UTC, expected yesterday or earlier)",
                    "leave --dt out to take yesterday");
        }
        BackupDay day =
                new BackupDay(dt, dt.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        if (dt.equals(today)) {
            throw new NotYetException(
                    "cutoff of dt=" + dt + " has not come: " + day.cutoff + " (got " + clock.instant() + ")",
                    "run again after 00:00 UTC, or leave --dt out to take yesterday");
        }
        return day;
    }

    /**
     * Refuses a snapshot that would come too late for the day.
     *
     * @param latest how long after the cutoff it may be taken
     */
    public void requireSnapshotInTime(Clock clock, Duration latest) {
        Duration late = Duration.between(cutoff, clock.instant());
        if (late.compareTo(latest) > 0) {
            throw new OperatorException(
                    "snapshot is too late for dt=" + dt + " (got " + late.toMinutes()
                            + " minutes after the cutoff, expected at most " + latest.toMinutes() + ")",
                    "the rows would be those of a later day; to take them all the same, raise cutoff.latest-snapshot");
        }
    }
}
