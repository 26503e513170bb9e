package io.tracker.jobs.plan;

import io.tracker.jobs.schema.SourceSchema;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schemas that a table has over its shards: manifests whose schemas have the same hash share one. Immutable. */
public final class SourceSchemas {
    private final List<SourceSchema> sources = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    private SourceSchemas(Map<String, CapturedSchema> schemas, Map<String, List<TableRef>> tables) {
        for (Map.Entry<String, CapturedSchema> schema : schemas.entrySet()) {
            places.put(schema.getKey(), sources.size());
            sources.add(new SourceSchema(schema.getValue(), tables.get(schema.getKey())));
        }
    }

    /** The schemas of manifests. */
    public static SourceSchemas of(List<Manifest> manifests) {
        Map<String, CapturedSchema> schemas = new LinkedHashMap<>();
        Map<String, List<TableRef>> tables = new HashMap<>();
        for (Manifest manifest : manifests) {
            String hash = manifest.schema().hash();
            schemas.putIfAbsent(hash, manifest.schema());
            tables.computeIfAbsent(hash, any -> new ArrayList<>())
                    .add(manifest.table().table());
        }
        return new SourceSchemas(schemas, tables);
    }

    /** All of them, in the order in which the manifests bring them. */
    public List<SourceSchema> sources() {
        return List.copyOf(sources);
    }

    /** The place of a manifest's schema in the list. */
    public int indexOf(Manifest manifest) {
        Integer place = places.get(manifest.schema().hash());
        if (place == null) {
            throw new IllegalArgumentException("Manifest is none of these: " + manifest.table());
        }
        return place;
    }
}
