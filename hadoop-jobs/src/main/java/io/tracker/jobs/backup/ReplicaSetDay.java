package io.tracker.jobs.backup;

import io.tracker.schemas.day.Complete;
import io.tracker.schemas.day.Plan;
import java.util.Objects;
import java.util.Optional;

/**
 * What a replica set recorded for a day.
 *
 * @param replicaSet its name
 * @param plan what it owes; empty before an agent planned
 * @param complete present once every planned table has an outcome
 */
public record ReplicaSetDay(String replicaSet, Optional<Plan> plan, Optional<Complete> complete) {
    public ReplicaSetDay {
        Objects.requireNonNull(replicaSet, "replicaSet");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(complete, "complete");
    }
}
