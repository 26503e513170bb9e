package io.tracker.jobs.plan;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that a table lacks for a day, and who owes it.
 *
 * @param replicaSet the replica set that owes it
 * @param schema its shard; empty when it is the whole replica set
 * @param reason in words
 */
public record Gap(String replicaSet, Optional<String> schema, String reason) {
    public Gap {
        Objects.requireNonNull(replicaSet, "replicaSet");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
        return schema.map(name -> replicaSet + "." + name).orElse("replica set " + replicaSet) + ": " + reason;
    }
}
