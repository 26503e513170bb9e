package io.tracker.schemas.day;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What of the servers' tables and columns a replica set owes, in the words of its configuration. Each list is sorted, so that agents that
 * are configured alike record the same.
 *
 * @param schemasExcluded names of schemas
 * @param tablesIncluded patterns of tables; none for all
 * @param tablesExcluded patterns of tables
 * @param columns {@code dataset.table.column:excluded}, {@code :hash} or {@code :null}
 * @param key the id of the key that values are hashed with
 */
public record Selection(
        List<String> schemasExcluded,
        List<String> tablesIncluded,
        List<String> tablesExcluded,
        List<String> columns,
        Optional<String> key) {
    /** All columns of all tables. */
    public static final Selection EVERYTHING =
            new Selection(List.of(), List.of(), List.of(), List.of(), Optional.empty());

    public Selection {
        schemasExcluded = sorted(schemasExcluded);
        tablesIncluded = sorted(tablesIncluded);
        tablesExcluded = sorted(tablesExcluded);
        columns = sorted(columns);
        Objects.requireNonNull(key, "key");
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().distinct().sorted().toList();
    }
}
