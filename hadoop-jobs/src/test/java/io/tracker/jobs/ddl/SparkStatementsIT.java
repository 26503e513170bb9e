package io.tracker.jobs.ddl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.ParquetFile;
import io.tracker.jobs.fixture.ReaderProcess;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.schema.SchemaUnifier;
import io.tracker.schemas.types.CapturedColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The statements for Spark, run by Spark. */
@Timeout(180)
class SparkStatementsIT {
    private static final LocalDate DT = LocalDate.of(2026, 11, 20);

    @TempDir
    private Path folder;

    @Test
    void makeATableAndAPartitionThatSparkReads() throws Exception {
        BackupTable table = columns()
                .row(
                        "18446744073709551615",
                        new byte[] {1},
                        "-7",
                        "9007199254740993",
                        "0.5",
                        "-1e300",
                        "12.50",
                        "1234567890.0123456789",
                        "2026-11-20",
                        "2026-11-20 23:59:59.123456",
                        "2026-11-20 23:59:59.123",
                        "-838:59:59",
                        new byte[] {'t', (byte) 0xE4, 'g'},
                        "{\"a\": 1}",
                        "bytes")
                .row("1", null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        Path days = Files.createDirectories(folder.resolve("warehouse/pins/calls"));
        Path day = Files.createDirectories(days.resolve("dt=" + DT));
        Files.move(ParquetFile.of(table, folder, Map.of()).path(), day.resolve("part-0.parquet"));
        TableStatements statements = new TableStatements(
                Engine.SPARK,
                new TableName("pins", "calls"),
                CellPlan.of(SchemaUnifier.unify(List.of(table.source())), Map.of()),
                "file:" + days);
        String script = statements.settings() + statements.table() + statements.partition(DT);

        assertEquals(
                List.of(
                        "1\tnull\tnull\tnull\tnull\tnull\tnull\tnull\tnull\tnull\tnull\tnull\tnull\tnull\tnull\t2026-11-20",
                        "18446744073709551615\ttrue\t-7\t9007199254740993\t0.5\t-1.0E300\t12.50\t1234567890.0123456789\t"
                                + "2026-11-20\t2026-11-20 23:59:59.123456\t2026-11-20 23:59:59.123\t-3020399000000\ttäg\t"
                                + "{\"a\": 1}\t6279746573\t2026-11-20"),
                run(script
                        + "SELECT id, flag, small, big, f, d, amount, wide, day, string(clock), string(moment), length,"
                        + " `odd``name`, json, hex(bytes), dt FROM pins.calls WHERE dt = '2026-11-20' ORDER BY id;\n"));
        // The day is published again, in a run, where only one of its rows is left.
        Path again = Files.createDirectories(day.resolve("_runs/20261121T010203Z-0a1b2c3d"));
        Files.move(
                ParquetFile.of(columns().row(rowOfNulls()), folder, Map.of()).path(), again.resolve("part-0.parquet"));
        String count = "SELECT count(*) FROM pins.calls WHERE dt = '2026-11-20';\n";
        assertEquals(
                List.of("1"),
                run(script + statements.partition(DT, "file:" + again) + "REFRESH TABLE pins.calls;\n" + count));
        List<String> columns = run(script + "DESCRIBE pins.calls;\n");
        assertTrue(columns.contains("clock\ttimestamp_ntz\tnull"), columns::toString);
        assertTrue(columns.contains("moment\ttimestamp\tnull"), columns::toString);
        assertTrue(columns.contains("dt\tdate\tnull"), columns::toString);
        assertTrue(columns.contains("flag\tboolean\tit's \\ \"on\""), columns::toString);
    }

    private static BackupTable columns() {
        return BackupTable.of("pins_1", "calls")
                .required("id", "bigint unsigned")
                .captured(new CapturedColumn(
                        "flag",
                        "bit",
                        "bit(1)",
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        "it's \\ \"on\""))
                .column("small", "smallint")
                .column("big", "bigint")
                .column("f", "float")
                .column("d", "double")
                .column("amount", "decimal(12,2)")
                .column("wide", "decimal(38,10)")
                .column("day", "date")
                .column("clock", "datetime(6)")
                .column("moment", "timestamp(3)")
                .column("length", "time")
                .text("odd`name", "varchar(20)", "latin1")
                .column("json", "json")
                .column("bytes", "varbinary(9)")
                .key("id");
    }

    private static Object[] rowOfNulls() {
        Object[] row = new Object[15];
        row[0] = "1";
        return row;
    }

    private List<String> run(String script) throws Exception {
        return ReaderProcess.run(folder, "SparkStatements", List.of(), script);
    }
}
