package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void backUp() throws IOException {
        SampleBackup backup = new Conversions(
                        new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder))
                .backup();
        backup.publishInOrder(SampleBackup.table("rs1", "pins_0001"), 20, 1);
        backup.complete("rs1");
    }

    @Test
    void printsTheColumnsForPeople() {
        convert("parquet");

        assertEquals("""
                column\ttype\tmysql\tnull
                id\tFIXED_LEN_BYTE_ARRAY(9) (DECIMAL(20,0))\tbigint(20) unsigned\tnot null
                note\tBINARY (STRING)\tvarchar(200)\tnull
                """, schema("people").out());
    }

    @Test
    void printsTheStatementsOfEachEngine() {
        convert("parquet");

        endsWith("""
                CREATE SCHEMA IF NOT EXISTS `pins`;
                CREATE TABLE IF NOT EXISTS `pins`.`calls` (
                  `id` decimal(20,0),
                  `note` string,
                  `dt` date
                ) USING PARQUET PARTITIONED BY (`dt`) LOCATION 'DAYS';
                ALTER TABLE `pins`.`calls` ADD IF NOT EXISTS PARTITION (`dt` = '2026-11-20') LOCATION 'DAYS/dt=2026-11-20';
                """, schema("spark").out());
        for (String engine : List.of("hive", "athena")) {
            endsWith("""
                    CREATE EXTERNAL TABLE IF NOT EXISTS `pins`.`calls` (
                      `id` decimal(20,0),
                      `note` string
                    ) PARTITIONED BY (`dt` date) STORED AS PARQUET LOCATION 'DAYS';
                    ALTER TABLE `pins`.`calls` ADD IF NOT EXISTS PARTITION (`dt` = '2026-11-20') LOCATION 'DAYS/dt=2026-11-20';
                    """, schema(engine).out());
        }
        endsWith("""
                CREATE TABLE IF NOT EXISTS "pins"."calls" (
                  "id" decimal(20,0),
                  "note" varchar,
                  "dt" date
                ) WITH (format = 'PARQUET', partitioned_by = ARRAY['dt'], external_location = 'DAYS');
                CALL system.register_partition(schema_name => 'pins', table_name => 'calls', partition_columns => ARRAY['dt'], \
                partition_values => ARRAY['2026-11-20'], location => 'DAYS/dt=2026-11-20');
                """, schema("trino").out());
    }

    @Test
    void refusesWhatHasNoStatements() {
        CommandInTest.Ending absent = schema("spark");
        assertEquals(2, absent.code(), absent::toString);
        assertTrue(absent.err().contains("Nothing is published for dt=2026-11-20"), absent::toString);

        convert(LinesFormat.NAME);
        CommandInTest.Ending lines = schema("spark");
        assertEquals(2, lines.code(), lines::toString);
        assertTrue(lines.err().contains("Output is not Parquet: "), lines::toString);

        CommandInTest.Ending unknown = schema("drill");
        assertEquals(2, unknown.code(), unknown::toString);
        assertTrue(
                unknown.err().contains("--for is not known (got drill, expected people, spark, hive, trino or athena)"),
                unknown::toString);
    }

    private void endsWith(String expected, String got) {
        assertTrue(got.endsWith(expected.replace("DAYS", "file:" + folder + "/warehouse/pins/calls")), got);
    }

    private void convert(String format) {
        CommandInTest.Ending ending = CommandInTest.run(List.of(
                "convert",
                "--to",
                format,
                "--root",
                "file://" + folder + "/lake",
                "--warehouse",
                "file://" + folder + "/warehouse",
                "--all-tables",
                "-Dhadoop.tmp.dir=" + folder.resolve("tmp")));
        assertEquals(0, ending.code(), ending::toString);
    }

    private CommandInTest.Ending schema(String reader) {
        return CommandInTest.run(List.of(
                "schema",
                "--warehouse",
                "file://" + folder + "/warehouse",
                "--dataset",
                "pins",
                "--table",
                "calls",
                "--for",
                reader));
    }
}
