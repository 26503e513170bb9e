package io.tracker.jobs.convert;

import io.tracker.jobs.schema.UnifiedColumn;

/**
 * A column, and how it is converted.
 *
 * @param column the column
 * @param policy what becomes of values that its type cannot hold
 * @param target its type in the output
 */
public record PlannedColumn(UnifiedColumn column, Policy policy, Target target) {
    /** Whether it may hold NULL: because the server's may, or because the policy writes it. */
    public boolean nullable() {
        return column.column().nullable() || policy == Policy.NULL;
    }
}
