package io.tracker.jobs.dump;

import io.tracker.jobs.schema.SourceSchema;
import io.tracker.jobs.schema.TableSchema;
import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.Masking;
import io.tracker.schemas.types.MySqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements that create a dumped table: SHOW CREATE TABLE of the manifest where one declares every column as the dump has it;
 * otherwise, in the middle of a migration or of a masked table, columns and primary key, without other keys, defaults and generated values.
 */
final class CreateScript {
    private static final Set<String> NEED_A_KEY_LENGTH =
            Set.of("tinytext", "text", "mediumtext", "longtext", "tinyblob", "blob", "mediumblob", "longblob", "json");

    private CreateScript() {}

    static String of(DumpPlan plan) {
        TableSchema schema = plan.schema();
        StringBuilder script = new StringBuilder();
        script.append("-- Creates the table ")
                .append(SqlText.comment(schema.dataset() + "." + schema.table()))
                .append(" as it was in the backup.\n");
        for (DumpColumn column : plan.columns()) {
            if (column.hasUnprintedMember()) {
                script.append("-- WARNING: the server printed a member of column ")
                        .append(SqlText.comment(column.column().name()))
                        .append(
                                " with '?': it may stand for a character that the server could not print; compare with the source.\n");
            }
        }
        for (Masking.MaskedColumn masked : masked(schema)) {
            script.append("-- WARNING: column ")
                    .append(SqlText.comment(masked.column()))
                    .append(" (")
                    .append(SqlText.comment(masked.columnType()))
                    .append(") was masked in the backup: ")
                    .append(masked.how().word())
                    .append(".\n");
        }
        script.append(SessionSettings.TEXT);
        script.append(schema.createTable().orElseGet(() -> declared(schema))).append(";\n");
        return script.toString();
    }

    private static List<Masking.MaskedColumn> masked(TableSchema schema) {
        return schema.sources().stream()
                .flatMap(source -> source.schema().masking().stream())
                .flatMap(masking -> masking.columns().stream())
                .distinct()
                .toList();
    }

    private static String declared(TableSchema schema) {
        List<String> lines = new ArrayList<>();
        schema.columns().forEach(column -> lines.add("  " + line(column.column())));
        List<String> key = primaryKey(schema);
        if (!key.isEmpty()) {
            lines.add("  PRIMARY KEY (" + key.stream().map(SqlText::name).collect(Collectors.joining(", ")) + ")");
        }
        return "CREATE TABLE " + SqlText.name(schema.table()) + " (\n" + String.join(",\n", lines)
                + "\n) DEFAULT CHARSET=utf8mb4";
    }

    private static String line(CapturedColumn column) {
        StringBuilder line =
                new StringBuilder(SqlText.name(column.name())).append(' ').append(type(column));
        column.charset().ifPresent(charset -> line.append(" CHARACTER SET ").append(charset));
        column.collation().ifPresent(collation -> line.append(" COLLATE ").append(collation));
        line.append(column.nullable() ? " NULL" : " NOT NULL");
        if (!column.comment().isEmpty()) {
            line.append(" COMMENT ").append(SqlText.literal(column.comment()));
        }
        return line.toString();
    }

    /** COLUMN_TYPE escapes no backslash in members, so they are written anew. */
    private static String type(CapturedColumn column) {
        MySqlType type = column.type().type();
        return type == MySqlType.ENUM || type == MySqlType.SET
                ? column.type().members().stream()
                        .map(SqlText::literal)
                        .collect(Collectors.joining(",", column.dataType() + "(", ")"))
                : column.columnType();
    }

    /** The key that all shards share; none if they differ, or if a column of it has become too long for a key. */
    private static List<String> primaryKey(TableSchema schema) {
        List<List<String>> keys = schema.sources().stream()
                .map(SourceSchema::schema)
                .map(captured -> captured.primaryKey().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList())
                .distinct()
                .toList();
        if (keys.size() != 1) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String name : keys.get(0)) {
            for (UnifiedColumn column : schema.columns()) {
                if (column.name().equalsIgnoreCase(name)) {
                    if (column.column().nullable()
                            || NEED_A_KEY_LENGTH.contains(column.column().dataType())) {
                        return List.of();
                    }
                    names.add(column.name());
                }
            }
        }
        return names;
    }
}
