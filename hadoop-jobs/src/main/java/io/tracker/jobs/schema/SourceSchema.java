package io.tracker.jobs.schema;

import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedSchema;
import java.util.List;
import java.util.Objects;

/**
 * One of the schemas that a table has over its shards, and the shards that have it. Shards whose schemas have the same hash share one.
 *
 * @param schema as captured in the snapshot
 * @param tables the table in each of those shards; at least one
 */
public record SourceSchema(CapturedSchema schema, List<TableRef> tables) {
    public SourceSchema {
        Objects.requireNonNull(schema, "schema");
        tables = List.copyOf(tables);
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("A source schema belongs to no shard: " + schema.hash());
        }
    }
}
