package io.tracker.agent.server;

import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the SQL on a table's rows depends on.
 *
 * @param name the table
 * @param schema its captured schema
 * @param partitions its partitions, or subpartitions where it has them; none if it is whole, or for a part of it
 * @param partition the one partition that is meant; empty for the table
 * @param keyOrdered whether the primary key sorts whole columns upwards; false for prefixes and descending columns, or without a key
 */
public record TableShape(
        TableName name,
        CapturedSchema schema,
        List<String> partitions,
        Optional<String> partition,
        boolean keyOrdered) {
    public TableShape {
        partitions = List.copyOf(partitions);
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(schema, "schema");
        if (keyOrdered && schema.primaryKey().isEmpty()) {
            throw new IllegalArgumentException("A table without a key has no key order: " + name);
        }
    }

    /** The same table, of which only a partition is meant; or itself. */
    public TableShape in(Optional<String> one) {
        return one.isEmpty() ? this : new TableShape(name, schema, List.of(), one, keyOrdered);
    }

    /** The key's leading columns whose values can be compared as literals; none: the table is one chunk. */
    public List<CapturedColumn> bounds() {
        List<CapturedColumn> bounds = new ArrayList<>();
        if (keyOrdered) {
            for (CapturedColumn column : keyColumns()) {
                if (!KeyLiteral.writes(column)) {
                    break;
                }
                bounds.add(column);
            }
        }
        return bounds;
    }

    private List<CapturedColumn> keyColumns() {
        Map<String, CapturedColumn> columns = new HashMap<>();
        schema.columns().forEach(column -> columns.put(column.name(), column));
        return schema.primaryKey().stream().map(columns::get).toList();
    }
}
