package io.tracker.jobs.plan;

import io.tracker.jobs.schema.SourceSchema;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schemas that a table has over its shards: manifests whose schemas have the same hash share one.
 *
 * @param sources in the order in which the manifests bring them
 */
public record SourceSchemas(List<SourceSchema> sources) {
    public SourceSchemas {
        sources = List.copyOf(sources);
    }

    /** The schemas of manifests. */
    public static SourceSchemas of(List<Manifest> manifests) {
        Map<String, CapturedSchema> schemas = new LinkedHashMap<>();
        Map<String, List<TableRef>> tables = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            String hash = manifest.schema().hash();
            schemas.putIfAbsent(hash, manifest.schema());
            tables.computeIfAbsent(hash, any -> new ArrayList<>())
                    .add(manifest.table().table());
        }
        return new SourceSchemas(schemas.values().stream()
                .map(schema -> new SourceSchema(schema, tables.get(schema.hash())))
                .toList());
    }

    /** The place of a manifest's schema in the list. */
    public int indexOf(Manifest manifest) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).schema().hash().equals(manifest.schema().hash())) {
                return i;
            }
        }
        throw new IllegalArgumentException("Manifest is none of these: " + manifest.table());
    }
}
