package io.tracker.testing.readers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs statements by Spark. */
public final class SparkStatements {
    private SparkStatements() {}

    /** Runs the statements of the first file, each ended by a line's last semicolon, and writes the last one's rows into the second. */
    public static void main(String[] arguments) throws IOException {
        Path output = Path.of(arguments[1]);
        SparkSession spark = SparkSessions.local()
                .config(
                        "spark.sql.warehouse.dir",
                        output.resolveSibling("spark-warehouse").toString())
                .getOrCreate();
        List<String> lines = new ArrayList<>();
        String script = Files.readString(Path.of(arguments[0]))
                .lines()
                .filter(line -> !line.startsWith("--"))
                .reduce("", (text, line) -> text + line + "\n");
        for (String statement : script.split(";\n", -1)) {
            if (!statement.isBlank()) {
                lines.clear();
                for (Row row : spark.sql(statement).collectAsList()) {
                    lines.add(row.mkString("\t"));
                }
            }
        }
        Files.write(output, lines);
        spark.stop();
    }
}
