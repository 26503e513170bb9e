package io.tracker.schemas.names;

/**
 * One table of one shard, by its true names.
 *
 * <p>The shard is written {@code <replica-set>.<schema>}. Because both parts may hold dots, that text is for people: two different
 * shards may print alike, and only the two parts together tell them apart.
 *
 * @param replicaSet the configured name of the replica set
 * @param schema the MySQL schema
 * @param dataset the logical database that the shard is a slice of
 * @param table the table's name
 */
public record TableRef(String replicaSet, String schema, String dataset, String table) {
    public TableRef {
        requireName("replica set", replicaSet);
        requireName("schema", schema);
        requireName("dataset", dataset);
        requireName("table", table);
    }

    /** The shard's name for people, {@code <replica-set>.<schema>}. */
    public String shard() {
        return replicaSet + "." + schema;
    }

    private static void requireName(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Name of the " + what + " is empty");
        }
    }

    @Override
    public String toString() {
        return shard() + "." + table;
    }
}
