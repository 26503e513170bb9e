package io.tracker.schemas.day;

import io.tracker.schemas.names.TableRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a replica set owes for a day: the create-once list that all its agents go by.
 *
 * @param nonce random, so that two agents' bodies differ
 * @param replicaSet the configured name
 * @param dt the day
 * @param servers identities of all servers that the agent knew of this replica set; a disjoint set means a wrong name
 * @param createdAt by the agent's clock
 * @param createdBy the agent's host
 * @param selection which tables and columns; empty for all
 * @param tables each once
 */
public record Plan(
        String nonce,
        String replicaSet,
        LocalDate dt,
        List<String> servers,
        Instant createdAt,
        String createdBy,
        Optional<Selection> selection,
        List<PlannedTable> tables) {

    /**
     * A table that is owed.
     *
     * @param table the table
     * @param engine the storage engine
     * @param estimatedBytes the server's guess at its size
     */
    public record PlannedTable(TableRef table, String engine, long estimatedBytes) {}

    public Plan {
        Objects.requireNonNull(selection, "selection");
        servers = List.copyOf(servers);
        tables = List.copyOf(tables);
        Set<TableRef> seen = new HashSet<>();
        for (PlannedTable planned : tables) {
            if (!planned.table().replicaSet().equals(replicaSet)) {
                throw new IllegalArgumentException(
                        "Plan of " + replicaSet + " names a table of another replica set: " + planned.table());
            }
            if (!seen.add(planned.table())) {
                throw new IllegalArgumentException("Plan names a table twice: " + planned.table());
            }
        }
    }
}
