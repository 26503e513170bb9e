package io.tracker.testing.readers;

import org.apache.spark.sql.SparkSession;

/** Spark as an analyst has it, in this process: times in UTC, and dates of old times as the files have them. */
final class SparkSessions {
    private SparkSessions() {}

    static SparkSession.Builder local() {
        return SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.datetime.java8API.enabled", "true")
                .config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
                .config("spark.sql.parquet.int96RebaseModeInRead", "CORRECTED");
    }
}
