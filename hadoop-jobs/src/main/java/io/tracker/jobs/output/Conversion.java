package io.tracker.jobs.output;

import io.tracker.jobs.schema.SourceSchema;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a format must know to write or read back one table. The same everywhere in a job: whatever a format derives from it is derived
 * alike by the driver, by each task and by {@code verify}.
 *
 * @param sources the schemas of the table over its shards; rows carry an index into this list
 * @param options the format's and the converters' options by name ({@code parquet.codec}, {@code zero-dates} …); absent ones take
 *     their defaults
 */
public record Conversion(List<SourceSchema> sources, Map<String, String> options) {
    public Conversion {
        sources = List.copyOf(sources);
        options = Collections.unmodifiableMap(new TreeMap<>(options));
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("A conversion has no source schema");
        }
    }
}
