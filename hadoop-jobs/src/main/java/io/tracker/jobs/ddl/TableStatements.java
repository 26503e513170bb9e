package io.tracker.jobs.ddl;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.convert.PlannedColumn;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.plan.TableName;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The statements that make a table's output, and one day of it, known to an engine. Columns stand in the order of the files, and the day
 * is the partition column {@code dt}.
 *
 * @param engine for which
 * @param name the table
 * @param plan its columns
 * @param location the folder that holds the days
 */
public record TableStatements(Engine engine, TableName name, CellPlan plan, String location) {
    private static final String PARTITION = "dt";

    public TableStatements {
        plan.columns().stream()
                .map(column -> column.column().name())
                .filter(column -> column.equalsIgnoreCase(PARTITION))
                .findFirst()
                .ifPresent(column -> {
                    throw new OperatorException(
                            "Column has the partition's name: " + column + " of " + name,
                            "write the statement yourself, with another name for the partition");
                });
        location = forEngine(engine, location);
    }

    /** Creates the table. */
    public String table() {
        String head =
                switch (engine) {
                    case SPARK, TRINO -> "CREATE TABLE IF NOT EXISTS ";
                    case HIVE, ATHENA -> "CREATE EXTERNAL TABLE IF NOT EXISTS ";
                };
        String partition = ",\n  " + engine.name(PARTITION) + " date";
        return head + qualified() + " (\n  " + columns()
                + switch (engine) {
                    case SPARK ->
                        partition + "\n) USING PARQUET PARTITIONED BY (" + engine.name(PARTITION) + ") LOCATION "
                                + engine.text(location);
                    case TRINO ->
                        partition + "\n) WITH (format = 'PARQUET', partitioned_by = ARRAY['" + PARTITION
                                + "'], external_location = " + engine.text(location) + ")";
                    case HIVE, ATHENA ->
                        "\n) PARTITIONED BY (" + engine.name(PARTITION) + " date) STORED AS PARQUET LOCATION "
                                + engine.text(location);
                }
                + ";\n";
    }

    /** Adds a day that lies in its own folder. */
    public String partition(LocalDate dt) {
        return partition(dt, folder(dt));
    }

    /**
     * Adds a day, wherever it lies; where it lies in a run, moves the partition there if it was elsewhere before. Spark, Hive and Athena
     * move it in one step: queries see the old output or the new one.
     */
    public String partition(LocalDate dt, String output) {
        String place = engine.text(forEngine(engine, output));
        String key = "PARTITION (" + engine.name(PARTITION) + " = '" + dt + "')";
        boolean run = !forEngine(engine, output).equals(folder(dt));
        return switch (engine) {
            case SPARK, HIVE, ATHENA ->
                "ALTER TABLE " + qualified() + " ADD IF NOT EXISTS " + key + " LOCATION " + place + ";\n"
                        + (run ? "ALTER TABLE " + qualified() + " " + key + " SET LOCATION " + place + ";\n" : "");
            case TRINO ->
                (run
                                ? "-- if the day is registered already: CALL system.unregister_partition(schema_name => "
                                        + engine.text(name.dataset()) + ", table_name => " + engine.text(name.table())
                                        + ", partition_columns => ARRAY['" + PARTITION
                                        + "'], partition_values => ARRAY['" + dt
                                        + "']);\n"
                                : "")
                        + "CALL system.register_partition(schema_name => " + engine.text(name.dataset())
                        + ", table_name => "
                        + engine.text(name.table()) + ", partition_columns => ARRAY['" + PARTITION
                        + "'], partition_values => ARRAY['" + dt + "'], location => " + place + ");\n";
        };
    }

    private String folder(LocalDate dt) {
        return location + "/" + PARTITION + "=" + dt;
    }

    /** Engines that speak to S3 by themselves do not know Hadoop's name for it. */
    private static String forEngine(Engine engine, String place) {
        return engine == Engine.TRINO || engine == Engine.ATHENA ? place.replaceFirst("^s3a:", "s3:") : place;
    }

    /** What an engine needs set before it reads. */
    public String settings() {
        return switch (engine) {
                    case SPARK ->
                        "-- dates before 1582 and timestamps before 1900: SET spark.sql.parquet.datetimeRebaseModeInRead=CORRECTED;\n";
                    case TRINO ->
                        "-- in the session of the Hive catalog: SET SESSION hive.timestamp_precision = 'MICROSECONDS';\n";
                    case HIVE, ATHENA -> "-- the engine takes wall clocks and moments in UTC for the same type\n";
                }
                + "CREATE SCHEMA IF NOT EXISTS " + engine.name(name.dataset()) + ";\n";
    }

    private String qualified() {
        return engine.name(name.dataset()) + "." + engine.name(name.table());
    }

    private String columns() {
        return plan.columns().stream().map(this::column).collect(Collectors.joining(",\n  "));
    }

    private String column(PlannedColumn column) {
        String comment = column.column().column().comment();
        return String.format(
                Locale.ROOT,
                "%s %s%s",
                engine.name(column.column().name()),
                engine.type(column.target()),
                comment.isEmpty() ? "" : " COMMENT " + engine.text(comment));
    }
}
