package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.DayBackup;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.schemas.day.SchemaChange;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
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
    void printsTheColumnsForPrograms() {
        convert("parquet");

        assertEquals("""
                {"name":"id","type":"FIXED_LEN_BYTE_ARRAY(9) (DECIMAL(20,0))","mysqlType":"bigint(20) unsigned","nullable":false}
                {"name":"note","type":"BINARY (STRING)","mysqlType":"varchar(200)","nullable":true}
                """, calls("--json").with(0).out());
        calls("--json", "--for", "spark").with(2).telling("--json and --for exclude each other");
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

    @Test
    void tellsWhatChangedSinceADayByTheBackups() throws IOException {
        migrate();

        CommandInTest.Ending ending = changes("--root", "file://" + folder + "/crm", "--since", "2026-11-17");

        assertEquals(0, ending.code(), ending::toString);
        assertEquals("""
                dt=2026-11-18, since dt=2026-11-17:
                  1 shard of 2: rs1.crm_1
                    dropped      mail: varchar(20) of latin1, null
                    widened      id: int(11) -> bigint(20)
                    added        email: varchar(20) of latin1, null
                    perhaps renamed: mail to email (a guess: servers do not record it)
                dt=2026-11-20, since dt=2026-11-18:
                  1 shard of 2: rs1.crm_2
                    dropped      mail: varchar(20) of latin1, null
                    widened      id: int(11) -> bigint(20)
                    added        email: varchar(20) of latin1, null
                    perhaps renamed: mail to email (a guess: servers do not record it)
                  1 shard of 3: rs1.crm_3
                    new shards, which have no table on the earlier day
                """, ending.out());
    }

    @Test
    void tellsWhatChangedByThePublishedOutputsAsJson() throws IOException {
        migrate();
        for (int day = 17; day <= 18; day++) {
            List<String> arguments = List.of(
                    "convert",
                    "--to",
                    "parquet",
                    "--root",
                    "file://" + folder + "/crm",
                    "--warehouse",
                    "file://" + folder + "/warehouse",
                    "--all-tables",
                    "--dt",
                    "2026-11-" + day,
                    "-Dhadoop.tmp.dir=" + folder.resolve("tmp"));
            assertEquals(0, CommandInTest.run(arguments).code());
        }

        CommandInTest.Ending ending =
                changes("--warehouse", "file://" + folder + "/warehouse", "--since", "2026-11-17", "--json");

        assertEquals(0, ending.code(), ending::toString);
        List<SchemaChange> changes = new ArrayList<>();
        for (String line : ending.out().lines().toList()) {
            changes.add(
                    new Documents().read(DocumentKind.SCHEMA_CHANGE, line.getBytes(StandardCharsets.UTF_8), "line"));
        }
        assertEquals(
                List.of(
                        SchemaChange.Kind.DROPPED,
                        SchemaChange.Kind.WIDENED,
                        SchemaChange.Kind.ADDED,
                        SchemaChange.Kind.MAYBE_RENAMED),
                changes.stream().map(SchemaChange::kind).toList());
        assertEquals(
                new SchemaChange.Shards(1, 2, List.of("rs1.crm_1")),
                changes.get(0).shards());
    }

    @Test
    void refusesWhatCannotBeCompared() throws IOException {
        migrate();

        CommandInTest.Ending alone = changes("--root", "file://" + folder + "/crm", "--since", "2026-11-20");
        assertEquals(2, alone.code(), alone::toString);
        assertTrue(
                alone.err()
                        .contains(
                                "Days have nothing to compare: crm.users from 2026-11-20 to 2026-11-20 (got dt=2026-11-20"
                                        + " alone, expected two days or more)"),
                alone::toString);
        CommandInTest.Ending wrong = changes("--since", "2026-11-17", "--for", "hive");
        assertEquals(2, wrong.code(), wrong::toString);
        assertTrue(wrong.err().contains("--since needs either --root or --warehouse"), wrong::toString);
        assertTrue(wrong.err().contains("--for and --since exclude each other"), wrong::toString);
    }

    /** One shard is altered on the second day, the other on the fourth; the third has no backup. */
    private void migrate() throws IOException {
        for (int day = 17; day <= 20; day++) {
            if (day == 19) {
                continue;
            }
            DayBackup backup = new DayBackup(
                    new org.apache.hadoop.fs.Path("file://" + folder + "/crm"),
                    Conversions.hadoopIn(folder),
                    LocalDate.of(2026, 11, day));
            backup.publish(users(1, day >= 18));
            backup.publish(users(2, day >= 20));
            if (day == 20) {
                backup.publish(users(3, true));
            }
            backup.complete();
        }
    }

    private static BackupTable users(int shard, boolean altered) {
        BackupTable table = BackupTable.of(new TableRef("rs1", "crm_" + shard, "crm", "users"));
        return altered
                ? table.required("id", "bigint(20)").text("email", "varchar(20)", "latin1")
                : table.required("id", "int(11)").text("mail", "varchar(20)", "latin1");
    }

    private static CommandInTest.Ending changes(String... more) {
        List<String> arguments = new ArrayList<>(List.of("schema", "--dataset", "crm", "--table", "users"));
        arguments.addAll(List.of(more));
        return CommandInTest.run(arguments);
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
        return calls("--for", reader);
    }

    private CommandInTest.Ending calls(String... more) {
        return CommandInTest.run(
                "schema",
                List.of("--warehouse", "file://" + folder + "/warehouse", "--dataset", "pins", "--table", "calls"),
                more);
    }
}
