package io.tracker.jobs.report;

import io.tracker.jobs.totals.LedgerEntry;
import java.time.LocalDate;

/**
 * Values of an output that their target type could not hold as they are.
 *
 * @param dt the day
 * @param dataset the dataset
 * @param table the table
 * @param values column, reason, what was written instead, how many, a few keys
 */
public record CoercedRow(LocalDate dt, String dataset, String table, LedgerEntry values) {}
