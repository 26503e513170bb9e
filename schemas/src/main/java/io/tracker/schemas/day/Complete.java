package io.tracker.schemas.day;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Says that every planned table of a replica set has an outcome for a day.
 *
 * @param nonce random
 * @param replicaSet the configured name
 * @param dt the day
 * @param plan the nonce of the plan that is complete
 * @param completedAt by the agent's clock
 * @param completedBy the agent's host
 * @param outcomes one for each planned table
 */
public record Complete(
        String nonce,
        String replicaSet,
        LocalDate dt,
        String plan,
        Instant completedAt,
        String completedBy,
        List<Outcome> outcomes) {
    public Complete {
        outcomes = List.copyOf(outcomes);
    }

    /** The same, with other outcomes. */
    public Complete withOutcomes(List<Outcome> others) {
        return new Complete(nonce, replicaSet, dt, plan, completedAt, completedBy, others);
    }
}
