package io.tracker.jobs.dump;

import io.tracker.jobs.schema.TableSchema;
import io.tracker.jobs.totals.OutputFile;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that load a dump. LOAD DATA LOCAL takes errors for warnings and drops rows whose key is there already, so the script
 * counts what it has loaded, and ends with an error that says so if rows are missing.
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
        script.append(SessionSettings.TEXT).append("SET @tracker_loaded = 0;\n");
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
                    .append(";\nSET @tracker_loaded = @tracker_loaded + ROW_COUNT();\n");
            rows += file.rows();
        }
        return script.append(check(rows)).toString();
    }

    private static String columns(DumpPlan plan) {
        List<String> fields = new ArrayList<>();
        List<String> assignments = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            DumpColumn column = plan.columns().get(i);
            String name = SqlText.name(column.column().name());
            String variable = "@c" + (i + 1);
            if (column.column().column().generated()) {
                fields.add("@skip");
            } else if (column.form().isLoadedAsItIs()) {
                fields.add(name);
            } else {
                fields.add(variable);
                assignments.add(name + " = " + column.form().expression(variable));
            }
        }
        String list = "  (" + String.join(", ", fields) + ")";
        return assignments.isEmpty() ? list : list + "\n  SET " + String.join(",\n    ", assignments);
    }

    /** A table of that name does not exist, so its name becomes the error's text. */
    private static String check(long rows) {
        return "SET @tracker_check = IF(@tracker_loaded = " + rows
                + ", 'DO 0', CONCAT('SELECT 1 FROM `loaded ', @tracker_loaded, ' rows, expected " + rows + "`'));\n"
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
