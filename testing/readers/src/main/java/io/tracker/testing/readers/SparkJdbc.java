package io.tracker.testing.readers;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** Reads a table from a server and writes it as Parquet by Spark, in one go. */
public final class SparkJdbc {
    /** Rows that the driver takes from a cursor at once; without a cursor it holds the whole table. */
    private static final int ROWS_AT_ONCE = 10_000;

    private SparkJdbc() {}

    /** JDBC URL with the account, table, output folder. */
    public static void main(String[] arguments) throws IOException {
        try (SparkSession spark = SparkSessions.local()
                .master("local[2]")
                .config("spark.sql.codegen.wholeStage", "true")
                .getOrCreate()) {
            spark.read()
                    .format("jdbc")
                    .option("url", arguments[0])
                    .option("driver", "com.mysql.cj.jdbc.Driver")
                    .option("dbtable", arguments[1])
                    .option("fetchsize", ROWS_AT_ONCE)
                    .load()
                    .write()
                    .option("compression", "zstd")
                    .parquet(arguments[2]);
        }
    }
}
