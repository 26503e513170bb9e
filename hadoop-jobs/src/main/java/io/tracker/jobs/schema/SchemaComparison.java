package io.tracker.jobs.schema;

import io.tracker.schemas.day.SchemaChange.Kind;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an ALTER made of a table, told from the schemas before and after it.
 *
 * <p>Columns are the same when their names are, without regard to case. Servers keep no identity of columns: that one was renamed cannot be
 * known. A dropped and an added column with one declaration behind the same column are told as dropped, as added, and as perhaps renamed.
 * Stateless.
 */
public final class SchemaComparison {
    private SchemaComparison() {}

    /** All that differs; nothing where the hashes are the same. */
    public static List<ColumnChange> between(CapturedSchema before, CapturedSchema after) {
        if (before.hash().equals(after.hash())) {
            return List.of();
        }
        Map<String, CapturedColumn> old = byKey(before);
        Map<String, CapturedColumn> now = byKey(after);
        List<ColumnChange> changes = new ArrayList<>();
        for (CapturedColumn column : before.columns()) {
            if (!now.containsKey(key(column))) {
                changes.add(new ColumnChange(
                        Kind.DROPPED, Optional.of(column.name()), Optional.of(words(column)), Optional.empty()));
            }
        }
        for (CapturedColumn column : after.columns()) {
            CapturedColumn earlier = old.get(key(column));
            if (earlier == null) {
                changes.add(new ColumnChange(
                        Kind.ADDED, Optional.of(column.name()), Optional.empty(), Optional.of(words(column))));
            } else {
                addChanges(earlier, column, changes);
            }
        }
        addGuesses(before, after, old.keySet(), now.keySet(), changes);
        addMoves(before, after, changes);
        addOfTable(before, after, changes);
        if (changes.isEmpty()) {
            changes.add(new ColumnChange(Kind.DEFINITION, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return changes;
    }

    private static void addChanges(CapturedColumn before, CapturedColumn after, List<ColumnChange> changes) {
        String name = after.name();
        if (!before.name().equals(name)) {
            changes.add(ColumnChange.of(Kind.RECASED, name, before.name(), name));
        }
        if (!before.columnType().equals(after.columnType())) {
            changes.add(ColumnChange.of(kindOfType(before, after), name, before.columnType(), after.columnType()));
        }
        if (!before.charset().equals(after.charset()) || !before.collation().equals(after.collation())) {
            changes.add(ColumnChange.of(Kind.CHARSET, name, charset(before), charset(after)));
        }
        add(Kind.NULLABILITY, name, nullability(before), nullability(after), changes);
        add(Kind.GENERATED, name, generated(before), generated(after), changes);
        add(Kind.VISIBILITY, name, visibility(before), visibility(after), changes);
    }

    private static void add(Kind kind, String column, String before, String after, List<ColumnChange> changes) {
        if (!before.equals(after)) {
            changes.add(ColumnChange.of(kind, column, before, after));
        }
    }

    /** The narrowest type that holds both says which of them holds the other; character sets are told by themselves. */
    private static Kind kindOfType(CapturedColumn before, CapturedColumn after) {
        CapturedColumn alike = new CapturedColumn(
                after.name(),
                after.dataType(),
                after.columnType(),
                after.nullable(),
                before.charset(),
                before.collation(),
                after.generated(),
                after.invisible(),
                after.comment());
        if (SameType.of(before, alike)) {
            return Kind.RESPELLED;
        }
        Optional<CapturedColumn> both = TypeWidening.widen(before, alike);
        if (both.isEmpty()) {
            return Kind.RETYPED;
        }
        if (SameType.of(both.get(), alike)) {
            return Kind.WIDENED;
        }
        return SameType.of(both.get(), before) ? Kind.NARROWED : Kind.RETYPED;
    }

    private static void addGuesses(
            CapturedSchema before, CapturedSchema after, Set<String> old, Set<String> now, List<ColumnChange> changes) {
        Map<String, List<CapturedColumn>> dropped = places(before, now);
        Map<String, List<CapturedColumn>> added = places(after, old);
        added.forEach((place, columns) -> {
            List<CapturedColumn> gone = dropped.getOrDefault(place, List.of());
            if (columns.size() == 1 && gone.size() == 1) {
                String from = gone.get(0).name();
                String to = columns.get(0).name();
                changes.add(ColumnChange.of(Kind.MAYBE_RENAMED, to, from, to));
            }
        });
    }

    /** The columns that the other schema lacks, by the common column before them and their declaration. */
    private static Map<String, List<CapturedColumn>> places(CapturedSchema schema, Set<String> others) {
        Map<String, List<CapturedColumn>> places = new LinkedHashMap<>();
        String behind = "";
        for (CapturedColumn column : schema.columns()) {
            if (others.contains(key(column))) {
                behind = key(column);
            } else {
                places.computeIfAbsent(behind + "\0" + words(column), any -> new ArrayList<>())
                        .add(column);
            }
        }
        return places;
    }

    /** The fewest columns that must have moved: those outside of the longest run that kept its order. */
    private static void addMoves(CapturedSchema before, CapturedSchema after, List<ColumnChange> changes) {
        List<String> order =
                before.columns().stream().map(SchemaComparison::key).toList();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            places.put(order.get(i), i);
        }
        List<CapturedColumn> common = after.columns().stream()
                .filter(column -> places.containsKey(key(column)))
                .toList();
        Set<Integer> kept = longestRun(
                common.stream().map(column -> places.get(key(column))).toList());
        for (int i = 0; i < common.size(); i++) {
            if (!kept.contains(i)) {
                String behind = i == 0 ? "first" : "behind " + common.get(i - 1).name();
                changes.add(new ColumnChange(
                        Kind.MOVED, Optional.of(common.get(i).name()), Optional.empty(), Optional.of(behind)));
            }
        }
    }

    /** The places of a longest increasing subsequence. */
    private static Set<Integer> longestRun(List<Integer> values) {
        int[] length = new int[values.size()];
        int[] previous = new int[values.size()];
        int best = -1;
        for (int i = 0; i < values.size(); i++) {
            length[i] = 1;
            previous[i] = -1;
            for (int j = 0; j < i; j++) {
                if (values.get(j) < values.get(i) && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    previous[i] = j;
                }
            }
            if (best < 0 || length[i] > length[best]) {
                best = i;
            }
        }
        Set<Integer> run = new HashSet<>();
        for (int i = best; i >= 0; i = previous[i]) {
            run.add(i);
        }
        return run;
    }

    private static void addOfTable(CapturedSchema before, CapturedSchema after, List<ColumnChange> changes) {
        addTable(Kind.KEY, key(before), key(after), changes);
        addTable(Kind.MASKING, masking(before), masking(after), changes);
    }

    private static void addTable(Kind kind, String before, String after, List<ColumnChange> changes) {
        if (!before.equals(after)) {
            changes.add(new ColumnChange(kind, Optional.empty(), Optional.of(before), Optional.of(after)));
        }
    }

    private static Map<String, CapturedColumn> byKey(CapturedSchema schema) {
        return schema.columns().stream().collect(Collectors.toMap(SchemaComparison::key, column -> column));
    }

    private static String key(CapturedColumn column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    private static String key(CapturedSchema schema) {
        return schema.primaryKey().isEmpty() ? "none" : String.join(", ", schema.primaryKey());
    }

    private static String masking(CapturedSchema schema) {
        return schema.masking()
                .map(masks -> masks.columns().stream()
                                .map(masked ->
                                        masked.column() + " " + masked.how().word())
                                .collect(Collectors.joining(", "))
                        + masks.key().map(id -> " with key " + id).orElse(""))
                .orElse("none");
    }

    private static String words(CapturedColumn column) {
        return column.columnType() + column.charset().map(name -> " of " + name).orElse("") + ", " + nullability(column)
                + (column.generated() ? ", generated" : "");
    }

    private static String charset(CapturedColumn column) {
        return column.charset()
                .map(name -> name
                        + column.collation().map(collation -> " " + collation).orElse(""))
                .orElse("none");
    }

    private static String nullability(CapturedColumn column) {
        return column.nullable() ? "null" : "not null";
    }

    private static String generated(CapturedColumn column) {
        return column.generated() ? "generated" : "stored";
    }

    private static String visibility(CapturedColumn column) {
        return column.invisible() ? "invisible" : "visible";
    }
}
