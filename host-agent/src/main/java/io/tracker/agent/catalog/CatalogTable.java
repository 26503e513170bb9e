package io.tracker.agent.catalog;

import io.tracker.agent.server.TableName;
import java.util.Objects;
import java.util.Optional;

/**
 * A table as the server lists it.
 *
 * @param name its names
 * @param engine the storage engine; empty if the server does not tell, as for a damaged table
 * @param estimatedRows the server's guess
 * @param estimatedBytes the server's guess, indexes left out
 * @param refusal why it cannot be backed up: an engine without snapshots, a system-versioned table; empty if it can
 */
public record CatalogTable(
        TableName name, Optional<String> engine, long estimatedRows, long estimatedBytes, Optional<String> refusal) {
    public CatalogTable {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(refusal, "refusal");
    }
}
