package io.tracker.jobs.dump;

import io.tracker.jobs.schema.TableSchema;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.schemas.types.MySqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that load a dump. LOAD DATA LOCAL takes errors for warnings and drops rows whose key is there already, so the script
 * counts what it has loaded, and ends with an error that says so if rows are missing, or if the server warned that it changed a value.
 */
final class LoadScript {
    private LoadScript() {}

    static String of(DumpPlan plan, List<OutputFile> files) {
        TableSchema schema = plan.schema();
        StringBuilder script = new StringBuilder();
        script.append("-- Loads the table ")
                .append(SqlText.comment(schema.dataset() + "." + schema.table()))
                .append(". Run it in this folder: mysql --local-infile=1 --database=<schema> < <this file>\n");
        switch (plan.options().compression()) {
            case NONE -> {}
            case GZIP -> script.append("-- Unpack the files first: gzip -d -k *.gz\n");
            case ZSTD -> script.append("-- Unpack the files first: zstd -d *.zst\n");
        }
        script.append(SessionSettings.TEXT).append("SET @tracker_loaded = 0, @tracker_warnings = 0;\n");
        String columns = columns(plan);
        long rows = 0;
        for (OutputFile file : files) {
            script.append("LOAD DATA LOCAL INFILE ")
                    .append(SqlText.literal(unpacked(file.name(), plan.options().compression())))
                    .append(" INTO TABLE ")
                    .append(SqlText.name(schema.table()))
                    .append("\n  CHARACTER SET binary\n  FIELDS TERMINATED BY '\\t' ENCLOSED BY '' ESCAPED BY '\\\\'\n")
                    .append("  LINES TERMINATED BY '\\n'\n")
                    .append(columns)
                    .append(
                            ";\nSET @tracker_loaded = @tracker_loaded + ROW_COUNT(), @tracker_warnings = @tracker_warnings + @@warning_count;\n");
            rows += file.rows();
        }
        return script.append(check(rows, plan)).toString();
    }

    private static String columns(DumpPlan plan) {
        boolean assigns = plan.columns().stream().anyMatch(LoadScript::needsExpression);
        List<String> fields = new ArrayList<>();
        List<String> assignments = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            DumpColumn column = plan.columns().get(i);
            String name = SqlText.name(column.column().name());
            String variable = "@c" + (i + 1);
            if (column.column().column().generated()) {
                fields.add("@skip");
            } else if (needsExpression(column) || (assigns && column.mayCountUp())) {
                fields.add(variable);
                assignments.add(name + " = " + column.form().expression(variable));
            } else {
                fields.add(name);
            }
        }
        String list = "  (" + String.join(", ", fields) + ")";
        return assignments.isEmpty() ? list : list + "\n  SET " + String.join(",\n    ", assignments);
    }

    private static boolean needsExpression(DumpColumn column) {
        return !column.column().column().generated() && !column.form().isLoadedAsItIs();
    }

    /** A table of that name does not exist, so its name becomes the error's text. */
    private static String check(long rows, DumpPlan plan) {
        // The error value of an ENUM goes in with a warning, every time.
        boolean warns = plan.columns().stream()
                .anyMatch(column -> column.column().column().type().type() == MySqlType.ENUM);
        return "SET @tracker_check = IF(@tracker_loaded = " + rows + (warns ? "" : " AND @tracker_warnings = 0")
                + ", 'DO 0', CONCAT('SELECT 1 FROM `loaded ', @tracker_loaded, ' rows, expected " + rows
                + ", warnings ', @tracker_warnings, '`'));\n"
                + "PREPARE tracker_check FROM @tracker_check;\n"
                + "DEALLOCATE PREPARE tracker_check;\n";
    }

    private static String unpacked(String name, DumpOptions.Compression compression) {
        String suffix = compression.suffix();
        return name.endsWith(suffix)
                ? name.substring(0, name.length() - suffix.length()) + DumpOptions.Compression.NONE.suffix()
                : name;
    }
}
