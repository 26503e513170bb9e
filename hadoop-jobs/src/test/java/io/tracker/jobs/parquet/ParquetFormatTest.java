package io.tracker.jobs.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.convert.UnconvertibleCellException;
import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.ParquetFile;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.totals.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFormatTest {
    private static final Configuration HADOOP = new Configuration(false);

    @TempDir
    private Path folder;

    private final ParquetFormat format = new ParquetFormat();

    @Test
    void writesNullForZeroDatesAndSaysSo() throws Exception {
        BackupTable table = dates();
        ParquetFile file = ParquetFile.of(table, folder, Map.of());
        assertEquals(
                Arrays.asList(null, null, "2026-11-20", null), file.query("SELECT d::VARCHAR FROM file ORDER BY id"));
        assertEquals(
                List.of(
                        new LedgerEntry("d", "zero-date", "null", 3, List.of("id=1", "id=2", "id=4")),
                        new LedgerEntry("t", "zero-date", "null", 1, List.of("id=1"))),
                file.written().ledger());
    }

    @Test
    void keepsTheServersTextWhereThePolicySaysSo() throws Exception {
        ParquetFile file = ParquetFile.of(dates(), folder, Map.of("policy.d", "string"));
        assertEquals(
                List.of("0000-00-00", "2026-02-00", "2026-11-20", "2026-02-31"),
                file.query("SELECT d FROM file ORDER BY id"));
        assertEquals(
                new LedgerEntry("d", "zero-date", "string", 3, List.of("id=1", "id=2", "id=4")),
                file.written().ledger().get(0));
    }

    @Test
    void failsWhereThePolicySaysSoAndLeavesNothing() throws Exception {
        UnconvertibleCellException e = assertThrows(
                UnconvertibleCellException.class, () -> ParquetFile.of(dates(), folder, Map.of("policy.d", "fail")));
        assertEquals(
                "Value cannot be converted: rs1.pins.t, column d (date), row id=1: zero-date (got bytes"
                        + " 0x303030302d30302d3030, expected a day of the calendar); HINT: --policy d=null or --policy"
                        + " d=string",
                e.getMessage());
        assertEquals(List.of(), files());
    }

    @Test
    void refusesInvalidBytesUnlessToldOtherwise() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "binary(2)")
                .text("name", "varchar(9)", "utf8mb4")
                .key("id")
                .row(new byte[] {0, 7}, new byte[] {'a', (byte) 0xFF})
                .row(new byte[] {0, 8}, "good");
        UnconvertibleCellException e =
                assertThrows(UnconvertibleCellException.class, () -> ParquetFile.of(table, folder, Map.of()));
        assertEquals(
                "Value cannot be converted: rs1.pins.t, column name (varchar(9)), row id=0x0007: invalid-bytes (got"
                        + " bytes 0x61ff, expected valid utf8mb4); HINT: --policy name=null or --policy name=binary",
                e.getMessage());
        assertEquals(
                Arrays.asList(null, "good"),
                ParquetFile.of(table, folder, Map.of("policy.name", "null")).query("SELECT name FROM file"));
        ParquetFile bytes = ParquetFile.of(table, folder, Map.of("policy.name", "binary"));
        assertEquals(List.of("61FF", "676F6F64"), bytes.query("SELECT hex(name) FROM file"));
        assertEquals(
                List.of(new LedgerEntry("name", "invalid-bytes", "binary", 1, List.of("id=0x0007"))),
                bytes.written().ledger());
    }

    @Test
    void keepsTheBytesOfACharsetThatIsNotKnown() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .text("c", "varchar(9)", "newer8")
                .row((Object) new byte[] {(byte) 0x83, 0x5C});
        IOException e = assertThrows(IOException.class, () -> format.columns(table.conversion(Map.of())));
        assertEquals(
                "Table cannot be converted: pins.t: in rs1.pins: Column cannot be converted: c: charset is not known:"
                        + " newer8; HINT: --policy c=binary keeps the server's bytes",
                e.getMessage());
        assertEquals(
                List.of("835C"),
                ParquetFile.of(table, folder, Map.of("policy.c", "binary")).query("SELECT hex(c) FROM file"));
    }

    @Test
    void checksIdsThatArePutIntoInt64() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .column("id", "bigint unsigned")
                .column("bits", "bit(64)")
                .row("9223372036854775807", new byte[] {0, 0, 0, 0, 0, 0, 0, 5});
        Map<String, String> options = Map.of("policy.id", "int64", "policy.bits", "int64");
        assertEquals(
                List.of("BIGINT BIGINT"),
                ParquetFile.of(table, folder, options).query("SELECT typeof(id) || ' ' || typeof(bits) FROM file"));
        table.row("9223372036854775808", null);
        IOException e = assertThrows(IOException.class, () -> ParquetFile.of(table, folder, options));
        assertTrue(e.getMessage().contains("out-of-range (got bytes 0x39323233"), e.getMessage());
        assertTrue(e.getMessage().contains("expected a value of INT64); HINT: --policy id=fail"), e.getMessage());
    }

    @Test
    void neverConvertsWhatTheServerDoesNotSend() {
        for (String[] column : new String[][] {
            {"int", "1a"},
            {"date", "2026-13-01"},
            {"decimal(5,2)", ""},
            {"decimal(65,2)", "1e5"},
            {"double", "inf"},
            {"time", "1"},
            {"bit(1)", "1"},
            {"geometry", "1234"}
        }) {
            BackupTable table =
                    BackupTable.of("pins", "t").column("c", column[0]).row(column[1]);
            IOException e = assertThrows(IOException.class, () -> ParquetFile.of(table, folder, Map.of()), column[0]);
            assertTrue(e.getMessage().contains(": malformed (got bytes 0x"), e.getMessage());
        }
        for (String[] column : new String[][] {
            {"tinyint", "2147483648"},
            {"bigint", "9223372036854775808"},
            {"decimal(3,1)", "100.0"},
            {"decimal(3,1)", "1.05"},
            {"float", "0.1"},
            {"double", "1e999"}
        }) {
            BackupTable table =
                    BackupTable.of("pins", "t").column("c", column[0]).row(column[1]);
            IOException e = assertThrows(IOException.class, () -> ParquetFile.of(table, folder, Map.of()), column[0]);
            assertTrue(e.getMessage().contains(": out-of-range (got bytes 0x"), e.getMessage());
        }
    }

    @Test
    void saysInTheMetadataWhatParquetsTypesDoNot() throws Exception {
        BackupTable table =
                BackupTable.of("pins", "t").text("name", "char(3)", "latin1").row("abc");
        Map<String, String> metadata = metadata(ParquetFile.of(table, folder, Map.of("metadata.dt", "2026-11-20")));
        assertEquals("pins", metadata.get("tracker.dataset"));
        assertEquals("t", metadata.get("tracker.table"));
        assertEquals("2026-11-20", metadata.get("tracker.dt"));
        assertEquals("char(3)", metadata.get("tracker.column.name.type"));
        assertEquals("latin1", metadata.get("tracker.column.name.charset"));
        assertEquals("latin1_bin", metadata.get("tracker.column.name.collation"));
        assertEquals("fail", metadata.get("tracker.column.name.policy"));
    }

    @Test
    void writesRowsOfShardsThatDiffer() throws Exception {
        BackupTable old = BackupTable.of("pins_1", "t")
                .required("id", "int")
                .text("name", "varchar(9)", "latin1")
                .row("1", new byte[] {(byte) 0xE4});
        BackupTable altered = BackupTable.of("pins_2", "t")
                .required("id", "bigint")
                .required("added", "decimal(4,2)")
                .text("name", "varchar(19)", "utf8mb4")
                .row("9223372036854775807", "1.50", "ä");
        Conversion conversion = new Conversion(List.of(old.source(), altered.source()), Map.of());
        org.apache.hadoop.fs.Path path = hadoop("both.parquet");
        try (RowWriter writer = format.create(path, conversion, HADOOP)) {
            old.writeTo(writer, 0);
            altered.writeTo(writer, 1);
            assertEquals(2, writer.commit().rows());
        }
        ParquetFile file = ParquetFile.at(folder.resolve("both.parquet"));
        assertEquals(
                List.of("1 NULL ä", "9223372036854775807 1.50 ä"),
                file.query("SELECT id || ' ' || coalesce(added::VARCHAR, 'NULL') || ' ' || name FROM file"));
    }

    @Test
    void completesAFileOnlyByCommit() throws Exception {
        BackupTable table = BackupTable.of("pins", "t").column("c", "int").row("1");
        RowWriter abandoned = format.create(hadoop("a.parquet"), table.conversion(Map.of()), HADOOP);
        table.writeTo(abandoned, 0);
        abandoned.close();
        assertEquals(List.of(), files());
        RowWriter committed = format.create(hadoop("a.parquet"), table.conversion(Map.of()), HADOOP);
        table.writeTo(committed, 0);
        RowFormat.Written written = committed.commit();
        committed.close();
        assertEquals(Files.size(folder.resolve("a.parquet")), written.bytes());
        assertThrows(IllegalStateException.class, committed::commit);
        assertThrows(IOException.class, () -> format.create(hadoop("a.parquet"), table.conversion(Map.of()), HADOOP));
        assertEquals(Files.size(folder.resolve("a.parquet")), written.bytes(), "an existing file stays as it was");
    }

    @Test
    void cannotCommitAfterAFailure() throws Exception {
        BackupTable good = BackupTable.of("pins", "t").column("c", "int").row("1");
        BackupTable bad = BackupTable.of("pins", "t").column("c", "int").row("x");
        for (int before : List.of(1, 10_000)) {
            try (RowWriter writer = format.create(hadoop("a.parquet"), good.conversion(Map.of()), HADOOP)) {
                for (int row = 0; row < before; row++) {
                    good.writeTo(writer, 0);
                }
                assertThrows(
                        UnconvertibleCellException.class,
                        () -> {
                            bad.writeTo(writer, 0);
                            writer.commit();
                        },
                        before + " rows before");
                assertThrows(IllegalStateException.class, writer::commit);
            }
            assertEquals(List.of(), files());
        }
    }

    @Test
    void writesATableWithoutRows() throws Exception {
        ParquetFile file = ParquetFile.of(BackupTable.of("pins", "t").column("c", "int"), folder, Map.of());
        assertEquals(List.of("0"), file.query("SELECT count(*) FROM file"));
    }

    @Test
    void findsADamagedFile() throws Exception {
        BackupTable table = BackupTable.of("pins", "t").text("c", "varchar(40)", "utf8mb4");
        for (int i = 0; i < 200; i++) {
            table.row("value number " + i);
        }
        Path path =
                ParquetFile.of(table, folder, Map.of("parquet.codec", "none")).path();
        byte[] good = Files.readAllBytes(path);
        int at = new String(good, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("value number 77");
        good[at + 3] ^= 1;
        Files.write(path, good);
        IOException e = assertThrows(
                IOException.class,
                () -> format.readBack(new org.apache.hadoop.fs.Path(path.toUri()), table.conversion(Map.of()), HADOOP));
        assertTrue(e.getMessage().startsWith("Parquet file cannot be read back: file:"), e.getMessage());
    }

    @Test
    void givesAnotherDigestForEachChangedCell() throws Exception {
        Object[] row = {"1", "0.5", "2026-11-20", "12.50", "a", new byte[] {1}, null};
        Object[][] others = {
            {"2"}, {"0.25"}, {"2026-11-21"}, {"12.51"}, {"b"}, {new byte[] {2}}, {""},
        };
        RowFormat.Written written =
                ParquetFile.of(sevenColumns(row), folder, Map.of()).written();
        for (int column = 0; column < row.length; column++) {
            Object[] changed = row.clone();
            changed[column] = others[column][0];
            Path path = ParquetFile.of(sevenColumns(changed), folder, Map.of()).path();
            RowFormat.ReadBack back = format.readBack(
                    new org.apache.hadoop.fs.Path(path.toUri()),
                    sevenColumns(row).conversion(Map.of()),
                    HADOOP);
            assertEquals(written.rows(), back.rows());
            assertNotEquals(written.valueDigest(), back.valueDigest(), "column " + column);
        }
    }

    private static BackupTable sevenColumns(Object... row) {
        return BackupTable.of("pins", "t")
                .required("id", "int")
                .column("f", "float")
                .column("day", "date")
                .column("amount", "decimal(30,2)")
                .text("name", "varchar(9)", "utf8mb4")
                .column("bytes", "varbinary(9)")
                .text("empty", "varchar(9)", "utf8mb4")
                .row(row);
    }

    @Test
    void refusesAFileOfAnotherSchema() throws Exception {
        BackupTable table = BackupTable.of("pins", "t").column("c", "int").row("1");
        Path path = ParquetFile.of(table, folder, Map.of()).path();
        BackupTable other = BackupTable.of("pins", "t").column("c", "bigint");
        IOException e = assertThrows(
                IOException.class,
                () -> format.readBack(new org.apache.hadoop.fs.Path(path.toUri()), other.conversion(Map.of()), HADOOP));
        assertTrue(e.getMessage().contains("schema differs (got message row {"), e.getMessage());
    }

    @Test
    void saysWhatItWillWrite() throws Exception {
        Conversion conversion = BackupTable.of("pins", "t")
                .required("id", "bigint unsigned")
                .required("at", "datetime(3)")
                .conversion(Map.of());
        assertEquals(
                List.of(
                        new RowFormat.OutputColumn(
                                "id", "FIXED_LEN_BYTE_ARRAY(9) (DECIMAL(20,0))", "bigint unsigned", false),
                        new RowFormat.OutputColumn("at", "INT64 (TIMESTAMP(MICROS,false))", "datetime(3)", true)),
                format.columns(conversion));
        assertEquals("parquet.parquet", format.name() + format.suffix(conversion));
    }

    @Test
    void refusesOptionsThatItDoesNotKnow() {
        Conversion conversion = BackupTable.of("pins", "t")
                .column("id", "int")
                .conversion(Map.of("parquet.codec", "lzo", "parquet.page-bytes", "many", "dump.binary", "hex"));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> format.columns(conversion));
        assertFalse(e.getMessage().contains("metadata."), e.getMessage());
        assertEquals(
                "Option parquet.codec has no such value (got lzo, expected zstd or snappy or none); Option"
                        + " parquet.page-bytes is out of range (got many, expected 4096 to 67108864); Option is not"
                        + " known: dump.binary (expected one of parquet.codec, parquet.dictionary,"
                        + " parquet.file-bytes, parquet.page-bytes, parquet.row-group-bytes, parquet.zstd-level)",
                e.getMessage());
    }

    private BackupTable dates() {
        return BackupTable.of("pins", "t")
                .required("id", "int")
                .required("d", "date")
                .required("t", "timestamp")
                .key("id")
                .row("1", "0000-00-00", "0000-00-00 00:00:00")
                .row("2", "2026-02-00", "2026-11-20 00:00:00")
                .row("3", "2026-11-20", "2026-11-20 00:00:00")
                .row("4", "2026-02-31", "2026-11-20 00:00:00");
    }

    private Map<String, String> metadata(ParquetFile file) throws Exception {
        Map<String, String> metadata = new java.util.TreeMap<>();
        for (String entry : file.query(
                "SELECT decode(key) || '=' || decode(value) FROM parquet_kv_metadata('" + file.path() + "')")) {
            metadata.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        return metadata;
    }

    private org.apache.hadoop.fs.Path hadoop(String name) {
        return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().endsWith(".crc"))
                    .toList();
        }
    }
}
