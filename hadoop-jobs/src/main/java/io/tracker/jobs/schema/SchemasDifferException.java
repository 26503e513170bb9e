package io.tracker.jobs.schema;

import java.io.IOException;
import java.util.List;

/** The schemas of a table's shards cannot be unified. The message names the columns, their types, and shards that have them. */
public final class SchemasDifferException extends IOException {
    SchemasDifferException(String table, List<String> conflicts) {
        super("Schemas of the shards of " + table + " cannot be unified: " + String.join("; ", conflicts)
                + "; HINT: finish the migration on all shards, or convert the shards apart");
    }
}
