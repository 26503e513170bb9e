package io.tracker.agent.select;

import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import io.tracker.schemas.types.Masking.How;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rules for columns, applied to a table. */
final class ColumnMasks {
    private final TableRef table;
    private final CapturedSchema schema;
    private final Map<String, How> masks = new TreeMap<>();

    private ColumnMasks(TableRef table, CapturedSchema schema) {
        this.table = table;
        this.schema = schema;
    }

    /**
     * Applies rules.
     *
     * @param expressions of generated columns, by the columns' names
     * @throws MaskingException if one of them does not fit the table
     */
    static StoredForm apply(
            List<ColumnRule> rules,
            Optional<MaskKey> key,
            TableRef table,
            CapturedSchema schema,
            Map<String, String> expressions)
            throws MaskingException {
        ColumnMasks masks = new ColumnMasks(table, schema);
        for (ColumnRule rule : rules) {
            if (rule.concerns(table)) {
                masks.add(rule);
            }
        }
        masks.requireNotComputedFrom(expressions);
        masks.requireSomethingLeft();
        boolean hashes = masks.masks.containsValue(How.HASH);
        return new StoredForm(
                schema.masked(masks.masks, hashes ? key.map(MaskKey::id) : Optional.empty()),
                hashes ? key : Optional.empty());
    }

    private void add(ColumnRule rule) throws MaskingException {
        CapturedColumn column = schema.columns().stream()
                .filter(one -> same(one.name(), rule.column()))
                .findFirst()
                .orElseThrow(() -> new MaskingException(
                        "column to be masked is not in the table: " + table + "." + rule.column() + " (rule " + rule
                                + ")",
                        "it was renamed or dropped, or the rule is wrong: correct columns.mask and columns.exclude"
                                + " on all hosts; nothing of the table left this one"));
        if (schema.primaryKey().contains(column.name())) {
            throw new MaskingException(
                    "column of the primary key cannot be masked: " + table + "." + column.name() + " (rule " + rule
                            + ")",
                    "rows are ordered and found by the key; leave the table out by tables.exclude, or give it another key");
        }
        How before = masks.put(column.name(), rule.how());
        if (before != null && before != rule.how()) {
            throw new MaskingException(
                    "column is masked in two ways: " + table + "." + column.name() + " (got " + before.word() + " and "
                            + rule.how().word() + ")",
                    "let one rule name it");
        }
    }

    /** A value that the server computes from a masked one would carry it out. The server prints names in backticks. */
    private void requireNotComputedFrom(Map<String, String> expressions) throws MaskingException {
        for (Map.Entry<String, String> generated : expressions.entrySet()) {
            String expression = generated.getValue().toLowerCase(Locale.ROOT);
            for (String masked : masks.keySet()) {
                String quoted = "`" + masked.replace("`", "``").toLowerCase(Locale.ROOT) + "`";
                if (!masks.containsKey(generated.getKey()) && expression.contains(quoted)) {
                    throw new MaskingException(
                            "generated column is computed from a masked one: " + table + "." + generated.getKey()
                                    + " (from " + masked + ")",
                            "mask or exclude it as well");
                }
            }
        }
    }

    private void requireSomethingLeft() throws MaskingException {
        if (masks.size() == schema.columns().size()
                && !masks.containsValue(How.HASH)
                && !masks.containsValue(How.NULL)) {
            throw new MaskingException(
                    "all columns of a table are excluded: " + table, "leave the table out by tables.exclude");
        }
    }

    private static boolean same(String name, String other) {
        return name.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
