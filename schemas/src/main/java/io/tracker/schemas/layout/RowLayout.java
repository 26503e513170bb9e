package io.tracker.schemas.layout;

import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The fields of a backup's record, in order: one a column, and one more for each ENUM or SET with an empty member, which
 * must be told from an ENUM's error value and from a SET without members.
 *
 * @param fields at least one field
 */
public record RowLayout(List<BackupField> fields) {
    /** Property of each Avro field: the column's true name. */
    public static final String COLUMN_PROPERTY = "tracker.column";

    /** Property of each Avro field: {@code COLUMN_TYPE}. */
    public static final String TYPE_PROPERTY = "tracker.type";

    /** Property of each Avro field: what of the column it holds. */
    public static final String PART_PROPERTY = "tracker.part";

    /** Property of the Avro fields of masked columns: what was done, by {@code Masking.How}'s word. */
    public static final String MASK_PROPERTY = "tracker.mask";

    /** Property of the Avro fields of text columns. */
    public static final String CHARSET_PROPERTY = "tracker.charset";

    /** Property of the Avro fields of text columns. */
    public static final String COLLATION_PROPERTY = "tracker.collation";

    public RowLayout {
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("A row layout has no fields");
        }
        Set<String> names = new HashSet<>();
        for (BackupField field : fields) {
            if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("A row layout names a field twice: " + field.name());
            }
        }
    }

    /** The layout that a table's schema gives. */
    public static RowLayout of(CapturedSchema schema) {
        Set<String> taken = new HashSet<>();
        List<BackupField> fields = new ArrayList<>();
        for (CapturedColumn column : schema.columns()) {
            fields.add(new BackupField(
                    avroName(column.name(), taken), column.name(), BackupField.Part.VALUE, column.nullable()));
            if (column.type().hasEmptyMember()) {
                fields.add(new BackupField(
                        avroName(column.name() + "_index", taken),
                        column.name(),
                        BackupField.Part.ENUM_INDEX,
                        column.nullable()));
            }
        }
        return new RowLayout(fields);
    }

    /** The Avro schema of the records, with true names, types and charsets as properties. */
    public Schema avroSchema(TableRef table, CapturedSchema schema) {
        Map<String, CapturedColumn> columns = new HashMap<>();
        schema.columns().forEach(column -> columns.put(column.name(), column));
        List<Schema.Field> avro = new ArrayList<>();
        for (BackupField field : fields) {
            CapturedColumn column = columns.get(field.column());
            if (column == null) {
                throw new IllegalArgumentException("Field " + field.name() + " has no column: " + field.column());
            }
            Schema.Field one = new Schema.Field(field.name(), fieldSchema(field));
            one.addProp(COLUMN_PROPERTY, column.name());
            one.addProp(TYPE_PROPERTY, column.columnType());
            one.addProp(PART_PROPERTY, field.part() == BackupField.Part.VALUE ? "value" : "enum-index");
            column.charset().ifPresent(charset -> one.addProp(CHARSET_PROPERTY, charset));
            column.collation().ifPresent(collation -> one.addProp(COLLATION_PROPERTY, collation));
            schema.masking()
                    .flatMap(masking -> masking.of(column.name()))
                    .ifPresent(how -> one.addProp(MASK_PROPERTY, how.word()));
            avro.add(one);
        }
        String name = avroName(table.table(), new HashSet<>());
        return Schema.createRecord(name, "Rows of " + table, "io.tracker.backup", false, avro);
    }

    /** How many fields a record has. */
    public int size() {
        return fields.size();
    }

    /** For each field, whether it may be NULL; a new array. */
    public boolean[] nullable() {
        boolean[] nullable = new boolean[fields.size()];
        for (int i = 0; i < nullable.length; i++) {
            nullable[i] = fields.get(i).nullable();
        }
        return nullable;
    }

    private static Schema fieldSchema(BackupField field) {
        Schema bytes = Schema.create(Schema.Type.BYTES);
        return field.nullable() ? Schema.createUnion(Schema.create(Schema.Type.NULL), bytes) : bytes;
    }

    /** Replaces what Avro does not take by {@code _}, and tells apart what then is alike: Hive and Spark ignore case. */
    private static String avroName(String name, Set<String> taken) {
        StringBuilder valid = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean digit = c >= '0' && c <= '9';
            if (digit && i == 0) {
                valid.append('_');
            }
            valid.append(letter || digit ? c : '_');
        }
        String candidate = valid.toString();
        for (int number = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); number++) {
            candidate = valid + "_" + number;
        }
        return candidate;
    }
}
