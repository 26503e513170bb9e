package io.tracker.agent.server;

/**
 * A table on this server, by its true names.
 *
 * @param schema the MySQL schema
 * @param table the table
 */
public record TableName(String schema, String table) {
    public TableName {
        if (schema.isEmpty() || table.isEmpty()) {
            throw new IllegalArgumentException("Name of a table is empty: " + schema + "." + table);
        }
    }

    @Override
    public String toString() {
        return Identifier.quote(schema) + "." + Identifier.quote(table);
    }
}
