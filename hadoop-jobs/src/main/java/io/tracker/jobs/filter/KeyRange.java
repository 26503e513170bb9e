package io.tracker.jobs.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rows as people ask for them, by the primary key: values of its first columns, or an interval of its first column. It travels among a
 * job's options, and is recorded with them.
 *
 * @param key values of the key's first columns, in the key's order; none for all
 * @param from the least value of the key's first column, included
 * @param to the greatest, included
 */
public record KeyRange(List<String> key, Optional<String> from, Optional<String> to) {
    /** What the names of its options begin with. */
    public static final String OPTION_PREFIX = "filter.";

    /** Every row. */
    public static final KeyRange ALL = new KeyRange(List.of(), Optional.empty(), Optional.empty());

    private static final String KEY = OPTION_PREFIX + "key.";
    private static final String FROM = OPTION_PREFIX + "from";
    private static final String TO = OPTION_PREFIX + "to";

    public KeyRange {
        key = List.copyOf(key);
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (!key.isEmpty() && (from.isPresent() || to.isPresent())) {
            throw new IllegalArgumentException("Rows are named both by a key and by an interval");
        }
    }

    /** What a job's options say. */
    public static KeyRange of(Map<String, String> options) {
        List<String> key = new ArrayList<>();
        for (String value = options.get(KEY + 1); value != null; value = options.get(KEY + (key.size() + 1))) {
            key.add(value);
        }
        return new KeyRange(key, Optional.ofNullable(options.get(FROM)), Optional.ofNullable(options.get(TO)));
    }

    /** As options of a job. */
    public Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < key.size(); i++) {
            options.put(KEY + (i + 1), key.get(i));
        }
        from.ifPresent(value -> options.put(FROM, value));
        to.ifPresent(value -> options.put(TO, value));
        return options;
    }

    /** Whether it names every row. */
    public boolean isAll() {
        return key.isEmpty() && from.isEmpty() && to.isEmpty();
    }
}
