package io.tracker.jobs.plan;

import java.util.Objects;

/**
 * A table over all its shards, by its true names.
 *
 * @param dataset the logical database
 * @param table the table
 */
public record TableName(String dataset, String table) implements Comparable<TableName> {
    public TableName {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(table, "table");
        if (dataset.isEmpty() || table.isEmpty()) {
            throw new IllegalArgumentException("A table's name is empty (got " + dataset + "." + table + ")");
        }
    }

    @Override
    public int compareTo(TableName other) {
        int byDataset = dataset.compareTo(other.dataset);
        return byDataset != 0 ? byDataset : table.compareTo(other.table);
    }

    @Override
    public String toString() {
        return dataset + "." + table;
    }
}
