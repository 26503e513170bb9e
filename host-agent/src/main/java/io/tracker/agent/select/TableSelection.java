package io.tracker.agent.select;

import io.tracker.schemas.day.Selection;
import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedSchema;
import io.tracker.schemas.types.Masking.How;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which tables are taken, which first, and what is done to their columns.
 *
 * @param excludedSchemas names of schemas that are not the fleet's
 * @param include patterns; none for all
 * @param exclude patterns; they win over {@code include}
 * @param first patterns, the most urgent first
 * @param columns what is done to columns
 * @param key that values are hashed with; present if any rule hashes
 */
public record TableSelection(
        Set<String> excludedSchemas,
        List<TablePattern> include,
        List<TablePattern> exclude,
        List<TablePattern> first,
        List<ColumnRule> columns,
        Optional<MaskKey> key) {
    public TableSelection {
        excludedSchemas = Set.copyOf(excludedSchemas);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        first = List.copyOf(first);
        columns = List.copyOf(columns);
        Objects.requireNonNull(key, "key");
    }

    /** Whether a table is the fleet's. */
    public boolean takes(TableRef table) {
        return !excludedSchemas.contains(table.schema())
                && (include.isEmpty() || matches(include, table))
                && !matches(exclude, table);
    }

    /** Its place: 0 for tables of the first urgent pattern, the greatest for those of none. */
    public int rank(TableRef table) {
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).matches(table)) {
                return i;
            }
        }
        return first.size();
    }

    /**
     * What of a table the backup holds.
     *
     * @param expressions of generated columns, by the columns' names
     * @throws MaskingException if a rule names a column that the table does not have, or that cannot be masked
     */
    public StoredForm form(TableRef table, CapturedSchema schema, Map<String, String> expressions)
            throws MaskingException {
        return ColumnMasks.apply(columns, key, table, schema, expressions);
    }

    /** Whether a rule concerns a column of the table. */
    public boolean masks(TableRef table) {
        return columns.stream().anyMatch(rule -> rule.concerns(table));
    }

    /** Rules that name one table, which is not among these: a table that was renamed would leave the host as it is. */
    public List<String> rulesWithoutTable(Collection<TableRef> tables) {
        return rulesWithoutTable(tables, ColumnRule::namesOneTable);
    }

    /** Rules with wildcards that find none of these tables: right in a fleet that is configured alike, or a mistake. */
    public List<String> wildRulesWithoutTable(Collection<TableRef> tables) {
        return rulesWithoutTable(tables, rule -> !rule.namesOneTable());
    }

    private List<String> rulesWithoutTable(Collection<TableRef> tables, Predicate<ColumnRule> kind) {
        return columns.stream()
                .filter(kind)
                .filter(rule -> tables.stream().noneMatch(rule::concerns))
                .map(ColumnRule::toString)
                .toList();
    }

    /** As plans record it; empty for all. */
    public Optional<Selection> recorded() {
        Selection selection = new Selection(
                List.copyOf(excludedSchemas),
                texts(include),
                texts(exclude),
                texts(columns),
                key.filter(used -> hashes()).map(MaskKey::id));
        return selection.equals(Selection.EVERYTHING) ? Optional.empty() : Optional.of(selection);
    }

    /** Whether this masks all that the other one does, in the same way. */
    public boolean masksAllOf(Optional<Selection> other) {
        Selection mine = recorded().orElse(Selection.EVERYTHING);
        return other.isEmpty()
                || (new HashSet<>(mine.columns()).containsAll(other.get().columns())
                        && (other.get().key().isEmpty() || other.get().key().equals(mine.key())));
    }

    private boolean hashes() {
        return columns.stream().anyMatch(rule -> rule.how() == How.HASH);
    }

    private static boolean matches(List<TablePattern> patterns, TableRef table) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(table));
    }

    private static List<String> texts(List<?> patterns) {
        return patterns.stream().map(Object::toString).toList();
    }
}
