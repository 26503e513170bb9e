package io.tracker.testing.line;

import io.tracker.testing.line.oracle.Comparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found of one table in all the places that must hold it.
 *
 * @param dataset the logical database
 * @param table the table's name
 * @param shards how many shards its rows come from
 * @param backup the backup against the server's stored values
 * @param dump the legacy dump against the same
 * @param loaded the dump loaded back into a server against the same
 * @param parquet the Parquet against the typed values that the server's own values mean
 * @param sizes bytes of backup, dump and Parquet
 */
record TableProof(
        String dataset,
        String table,
        int shards,
        Comparison backup,
        Comparison dump,
        Comparison loaded,
        Comparison parquet,
        Sizes sizes) {

    /** Bytes of the three forms. */
    record Sizes(long backup, long dump, long parquet) {
        Sizes plus(Sizes other) {
            return new Sizes(backup + other.backup, dump + other.dump, parquet + other.parquet);
        }
    }

    String name() {
        return dataset + "." + table;
    }

    long rows() {
        return backup.expected().rows();
    }

    /** Every difference, in words. */
    List<String> differences() {
        Map<String, Comparison> places = new LinkedHashMap<>();
        places.put("backup", backup);
        places.put("dump", dump);
        places.put("dump loaded back", loaded);
        places.put("Parquet", parquet);
        return places.entrySet().stream()
                .filter(place -> !place.getValue().equal())
                .map(place -> name() + ", " + place.getKey() + ": "
                        + place.getValue().difference().orElseThrow())
                .toList();
    }
}
