package io.tracker.jobs.filter;

import io.tracker.jobs.failure.OperatorException;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.layout.BackupField;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells the rows of one source schema that a {@link KeyRange} names. Not thread safe. */
public final class KeyFilter {
    private static final Pattern DESCENDING = Pattern.compile("PRIMARY KEY \\([^\\n]*` DESC");
    private static final Pattern OF_PREFIX = Pattern.compile("PRIMARY KEY \\([^\\n]*`\\(\\d+\\)");

    private final int[] fields;
    private final KeyOrder[] orders;
    private final byte[][] values;
    private final Optional<byte[]> from;
    private final Optional<byte[]> to;
    private final boolean unique;
    private final boolean sorted;

    private KeyFilter(KeyRange range, CapturedSchema schema) {
        int bound = Math.max(range.key().size(), range.isAll() ? 0 : 1);
        if (bound > schema.primaryKey().size()) {
            throw new OperatorException(
                    "Rows cannot be named by the key: " + "the table has "
                            + (schema.primaryKey().isEmpty()
                                    ? "no primary key"
                                    : "the primary key " + schema.primaryKey())
                            + " (got " + bound + " values)",
                    "name at most one value for each column of the key, in its order");
        }
        this.fields = new int[bound];
        this.orders = new KeyOrder[bound];
        List<CapturedColumn> columns = new ArrayList<>();
        for (int i = 0; i < bound; i++) {
            String name = schema.primaryKey().get(i);
            columns.add(schema.columns().stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElseThrow());
            fields[i] = field(schema, name);
            orders[i] = KeyOrder.of(columns.get(i));
        }
        this.values = new byte[range.key().size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = bound(orders[i], columns.get(i), range.key().get(i));
        }
        this.from = range.from().map(text -> bound(orders[0], columns.get(0), text));
        this.to = range.to().map(text -> bound(orders[0], columns.get(0), text));
        this.unique = values.length > 0 && values.length == schema.primaryKey().size();
        this.sorted = bound > 0
                && orders[0].isServers()
                && !DESCENDING.matcher(schema.createTable()).find()
                && !OF_PREFIX.matcher(schema.createTable()).find();
    }

    /**
     * A filter.
     *
     * @throws OperatorException if the table has no such key, or a value is none of its column's
     */
    public static KeyFilter of(KeyRange range, CapturedSchema schema) {
        return new KeyFilter(range, schema);
    }

    /** Whether a row is wanted. */
    public boolean matches(RowCursor row) {
        for (int i = 0; i < values.length; i++) {
            if (compare(i, row, values[i]) != 0) {
                return false;
            }
        }
        return (from.isEmpty() || compare(0, row, from.get()) >= 0) && (to.isEmpty() || compare(0, row, to.get()) <= 0);
    }

    /** Whether at most one row of a shard can match. */
    public boolean isUnique() {
        return unique;
    }

    /** Whether the backup's rows stand in the order of what is asked for, within each chunk. */
    public boolean isSorted() {
        return sorted;
    }

    /** The field of the key's first column. */
    public int firstField() {
        return fields[0];
    }

    /** How two values of the key's first column stand; the first as it lies in a backup, and the second, too. */
    public int compare(byte[] one, byte[] other) {
        return orders[0].compare(one, 0, one.length, other);
    }

    /** Whether rows whose first key column lies in an interval, both ends included, can match. */
    public boolean mayMatch(byte[] least, Optional<byte[]> greatest) {
        Optional<byte[]> low = values.length > 0 ? Optional.of(values[0]) : from;
        Optional<byte[]> high = values.length > 0 ? Optional.of(values[0]) : to;
        return (high.isEmpty() || compare(least, high.get()) <= 0)
                && (low.isEmpty() || greatest.isEmpty() || compare(greatest.get(), low.get()) >= 0);
    }

    private int compare(int column, RowCursor row, byte[] bound) {
        return orders[column].compare(row.data(), row.start(fields[column]), row.length(fields[column]), bound);
    }

    private static byte[] bound(KeyOrder order, CapturedColumn column, String text) {
        return order.bound(text)
                .orElseThrow(() -> new OperatorException(
                        "Value is none of the key's column: " + column.name() + " is " + column.columnType() + " (got "
                                + text + ")",
                        "write it as the server prints it, bytes as 0x…"));
    }

    private static int field(CapturedSchema schema, String column) {
        List<BackupField> fields = RowLayout.of(schema).fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).column().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Primary key column has no field: " + column);
    }
}
