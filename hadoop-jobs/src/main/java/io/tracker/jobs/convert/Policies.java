package io.tracker.jobs.convert;

import io.tracker.jobs.schema.TableSchema;
import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.schemas.types.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The policies that a job's options set.
 *
 * <p>Each is an option {@code policy.<column>} with the policy's word. The column {@code *} means every column that can have that policy
 * and is not named itself. Immutable.
 */
public final class Policies {
    /** What the names of these options begin with. */
    public static final String OPTION_PREFIX = "policy.";

    private static final String ALL = "*";

    private final Map<String, Policy> byColumn;

    private Policies(Map<String, Policy> byColumn) {
        this.byColumn = byColumn;
    }

    /**
     * Takes a command line's {@code --policy column=word} apart, at the last equals sign: a column's name may hold one.
     *
     * @return the option's name and value
     * @throws IllegalArgumentException if it is not of that form or the word is not known
     */
    public static Map.Entry<String, String> parse(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "Policy is malformed: " + text + " (expected <column>=<policy>); HINT: --policy created=fail");
        }
        policy(text.substring(0, equals), text.substring(equals + 1));
        return Map.entry(OPTION_PREFIX + text.substring(0, equals), text.substring(equals + 1));
    }

    /**
     * Takes a policy of one table's column apart: {@code dataset/table/column=word}.
     *
     * @return the option's name and value
     * @throws IllegalArgumentException if it is not of that form or the word is not known
     */
    public static Map.Entry<String, String> parseOfTable(String text) {
        Map.Entry<String, String> option = parse(text.replaceFirst("\\s*=\\s*([^=]*)$", "=$1"));
        if (!namesATable(option.getKey())) {
            throw new IllegalArgumentException(
                    "Policy names no table's column: " + text + " (expected <dataset>/<table>/<column>=<policy>)");
        }
        return option;
    }

    /**
     * The options of one table among those of a run: {@code policy.<dataset>/<table>/<column>} becomes {@code policy.<column>} for the table
     * that it names, and is left out for the others. What names no table wins over it.
     */
    public static Map<String, String> forTable(Map<String, String> options, String dataset, String table) {
        String place = OPTION_PREFIX + dataset + "/" + table + "/";
        Map<String, String> own = new TreeMap<>();
        options.forEach((name, value) -> {
            if (name.startsWith(place)) {
                own.put(OPTION_PREFIX + name.substring(place.length()), value);
            }
        });
        options.forEach((name, value) -> {
            if (!name.startsWith(OPTION_PREFIX) || !namesATable(name)) {
                own.put(name, value);
            }
        });
        return own;
    }

    /** Whether the place of a policy is {@code <dataset>/<table>/<column>}. */
    static boolean namesATable(String place) {
        int slash = place.indexOf('/');
        return slash > 0 && place.indexOf('/', slash + 1) > slash + 1;
    }

    /**
     * The policies among a job's options; options of other kinds are passed by.
     *
     * @throws IllegalArgumentException naming every policy that is not known, fits no column of the table or not that column's type
     */
    public static Policies of(Map<String, String> options, TableSchema table) {
        Map<String, Policy> byColumn = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        options.forEach((name, word) -> {
            if (name.startsWith(OPTION_PREFIX)) {
                String column = name.substring(OPTION_PREFIX.length());
                try {
                    Policy policy = policy(column, word);
                    check(column, policy, table);
                    byColumn.put(column.toLowerCase(Locale.ROOT), policy);
                } catch (IllegalArgumentException e) {
                    problems.add(e.getMessage());
                }
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new Policies(byColumn);
    }

    /** A column's policy. */
    Policy of(UnifiedColumn column) {
        ColumnType type = column.column().type();
        Policy own = byColumn.get(column.name().toLowerCase(Locale.ROOT));
        if (own != null) {
            return own;
        }
        Policy all = byColumn.get(ALL);
        return all != null && Policy.allowed(type).contains(all) ? all : Policy.usual(type);
    }

    private static Policy policy(String column, String word) {
        return Policy.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException("Policy of " + column + " is not known (got " + word
                        + ", expected " + words(Set.of(Policy.values())) + ")"));
    }

    private static void check(String column, Policy policy, TableSchema table) {
        if (column.equals(ALL)) {
            return;
        }
        Optional<UnifiedColumn> found = table.columns().stream()
                .filter(one -> one.name().equalsIgnoreCase(column))
                .findFirst();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("Policy names a column that the table does not have: " + column
                    + " (expected one of "
                    + table.columns().stream().map(UnifiedColumn::name).collect(Collectors.joining(", ")) + ")");
        }
        Set<Policy> allowed = Policy.allowed(found.get().column().type());
        if (!allowed.contains(policy)) {
            throw new IllegalArgumentException("Policy does not fit the column: " + column + ", which is "
                    + found.get().column().columnType() + " (got " + policy.word() + ", expected " + words(allowed)
                    + ")");
        }
    }

    private static String words(Set<Policy> policies) {
        return policies.stream().sorted().map(Policy::word).collect(Collectors.joining(" or "));
    }
}
