package io.tracker.jobs.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The columns of a table that a job writes, by name without regard to case. It travels among the job's options.
 *
 * @param names in the order in which they were asked for; none for all columns
 */
public record ColumnChoice(List<String> names) {
    /** What the names of its options begin with. */
    public static final String OPTION_PREFIX = "columns.";

    public ColumnChoice {
        names = List.copyOf(names);
    }

    /** What a job's options say. */
    public static ColumnChoice of(Map<String, String> options) {
        List<String> names = new ArrayList<>();
        for (String name = options.get(OPTION_PREFIX + 1);
                name != null;
                name = options.get(OPTION_PREFIX + (names.size() + 1))) {
            names.add(name);
        }
        return new ColumnChoice(names);
    }

    /** As options of a job. */
    public Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            options.put(OPTION_PREFIX + (i + 1), names.get(i));
        }
        return options;
    }

    /**
     * The table with the chosen columns alone, in the table's order.
     *
     * @throws IllegalArgumentException naming those that it does not have
     */
    public TableSchema of(TableSchema table) {
        if (names.isEmpty()) {
            return table;
        }
        List<String> unknown = names.stream()
                .filter(name -> table.columns().stream()
                        .noneMatch(column -> column.name().equalsIgnoreCase(name)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Columns are not of the table: " + String.join(", ", unknown)
                    + " (expected some of "
                    + table.columns().stream().map(UnifiedColumn::name).collect(Collectors.joining(", ")) + ")");
        }
        return new TableSchema(
                table.sources(),
                table.columns().stream()
                        .filter(column -> names.stream().anyMatch(column.name()::equalsIgnoreCase))
                        .toList(),
                Optional.empty());
    }
}
