package io.tracker.jobs.convert;

import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.layout.BackupField;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.types.CapturedSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Names rows of a source schema for people: by the primary key. */
public final class RowKey {
    private static final int MOST_BYTES = 64;
    private static final HexFormat HEX = HexFormat.of();

    private final List<String> names;
    private final int[] fields;

    public RowKey(CapturedSchema schema) {
        this.names = schema.primaryKey();
        this.fields = names.stream().mapToInt(name -> field(schema, name)).toArray();
    }

    /** {@code id=42}, {@code user=7, board=0xff00}; says so when the table has no key. */
    public String of(RowCursor row) {
        if (fields.length == 0) {
            return "(the table has no primary key)";
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            parts.add(names.get(i) + "=" + value(row.data(), row.start(fields[i]), row.length(fields[i])));
        }
        return String.join(", ", parts);
    }

    private static String value(byte[] data, int start, int length) {
        int shown = Math.min(length, MOST_BYTES);
        for (int i = start; i < start + shown; i++) {
            if (data[i] < ' ' || data[i] == 0x7F) {
                return hex(data, start, length);
            }
        }
        return new String(data, start, shown, StandardCharsets.US_ASCII) + (shown < length ? "…" : "");
    }

    /** A value's bytes for a message: the first of them in hex, and how many there are if that is not all. */
    public static String hex(byte[] data, int start, int length) {
        int shown = Math.min(length, MOST_BYTES);
        String digits = "0x" + HEX.formatHex(data, start, start + shown);
        return shown < length ? digits + "… (" + length + " bytes)" : digits;
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
