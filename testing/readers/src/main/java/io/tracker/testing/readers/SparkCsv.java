package io.tracker.testing.readers;

import java.io.IOException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Turns tab-separated text into Parquet by Spark on two threads, with whatever Spark does by itself. */
public final class SparkCsv {
    private SparkCsv() {}

    /** Text file, output folder, columns as {@code name type, …}, and the column that is in hexadecimal digits, or nothing. */
    public static void main(String[] arguments) throws IOException {
        try (SparkSession spark = SparkSessions.local()
                .master("local[2]")
                .config("spark.sql.codegen.wholeStage", "true")
                .getOrCreate()) {
            Dataset<Row> rows = spark.read()
                    .schema(arguments[2])
                    .option("sep", "\t")
                    .option("quote", "")
                    .option("escape", "")
                    .option("nullValue", "NULL")
                    .csv(arguments[0]);
            if (!arguments[3].isEmpty()) {
                Column bytes = functions.unhex(functions.col(arguments[3]));
                rows = rows.withColumn(arguments[3], bytes);
            }
            rows.write().option("compression", "zstd").parquet(arguments[1]);
        }
    }
}
