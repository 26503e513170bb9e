package io.tracker.jobs.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.ParquetFile;
import io.tracker.jobs.totals.LedgerEntry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB, whose reader is not ours, finds in the files that we write: every type, to its ends. */
class ParquetTypesTest {
    private static final String ALL_BYTES = "\0\t\n\r\\N'\"`%\u001a";

    @TempDir
    private Path folder;

    @Test
    void holdsSignedIntegersToTheirEnds() throws Exception {
        assertReads("tinyint(4)", "INTEGER", "-128", "127", "0", null);
        assertReads("smallint(6)", "INTEGER", "-32768", "32767", null);
        assertReads("mediumint(9)", "INTEGER", "-8388608", "8388607", null);
        assertReads("int(11)", "INTEGER", "-2147483648", "2147483647", "0", null);
        assertReads("bigint(20)", "BIGINT", "-9223372036854775808", "9223372036854775807", "0", null);
    }

    @Test
    void holdsUnsignedIntegersToTheirEnds() throws Exception {
        assertReads("tinyint unsigned", "INTEGER", "0", "255");
        assertReads("smallint unsigned", "INTEGER", "0", "65535");
        assertReads("mediumint unsigned", "INTEGER", "0", "16777215");
        assertReads("int unsigned", "BIGINT", "0", "4294967295", null);
        assertReads("bigint unsigned", "DECIMAL(20,0)", "0", "18446744073709551615", "9223372036854775808", null);
    }

    @Test
    void takesZerofillForWhatItIs() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .column("i", "int(10) unsigned zerofill")
                .column("d", "decimal(20,3) unsigned zerofill")
                .row("0000000042", "00000000000000007.250")
                .row("0000000000", "00000000000000000.000");
        ParquetFile file = ParquetFile.of(table, folder, Map.of());
        assertEquals(List.of("42 7.250", "0 0.000"), file.query("SELECT i || ' ' || d FROM file"));
    }

    @Test
    void holdsYears() throws Exception {
        assertReads("year(4)", "INTEGER", List.of("0", "1901", "2155"), "0000", "1901", "2155");
    }

    @Test
    void holdsBits() throws Exception {
        assertReadsBytes("bit(1)", "BOOLEAN", List.of("false", "true"), bytes(0), bytes(1));
        assertReadsBytes("bit(5)", "BIGINT", List.of("0", "31"), bytes(0), bytes(31));
        assertReadsBytes(
                "bit(63)",
                "BIGINT",
                List.of("9223372036854775807", "1"),
                bytes(0x7F, 255, 255, 255, 255, 255, 255, 255),
                bytes(0, 0, 0, 0, 0, 0, 0, 1));
        assertReadsBytes(
                "bit(64)",
                "DECIMAL(20,0)",
                List.of("18446744073709551615", "9223372036854775808", "0"),
                bytes(255, 255, 255, 255, 255, 255, 255, 255),
                bytes(0x80, 0, 0, 0, 0, 0, 0, 0),
                bytes(0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void holdsFloatsExactlyFromTheTextOfTheirDoubles() throws Exception {
        assertReads(
                "float",
                "FLOAT",
                List.of("0.1", "16777216.0", "3.4028235e+38", "1e-45", "-0.0", "1234.567"),
                "0.10000000149011612",
                "16777216",
                "3.4028234663852886e38",
                "1.401298464324817e-45",
                "-0",
                "1234.5670166015625");
    }

    @Test
    void holdsDoublesExactly() throws Exception {
        assertReads(
                "double",
                "DOUBLE",
                List.of("0.1", "1.7976931348623157e+308", "5e-324", "-0.0", "1e+22", "123456789.12345679"),
                "0.1",
                "1.7976931348623157e308",
                "5e-324",
                "-0",
                "1e22",
                "123456789.12345679");
    }

    @Test
    void holdsDecimalsOfEveryWidth() throws Exception {
        assertReads("decimal(9,2)", "DECIMAL(9,2)", "-9999999.99", "9999999.99", "0.00", "-0.01", null);
        assertReads("decimal(18,6)", "DECIMAL(18,6)", "-999999999999.999999", "999999999999.999999", "0.000001");
        assertReads("decimal(19,0)", "DECIMAL(19,0)", "-9999999999999999999", "9999999999999999999", "0");
        assertReads(
                "decimal(38,10)",
                "DECIMAL(38,10)",
                "-9999999999999999999999999999.9999999999",
                "9999999999999999999999999999.9999999999",
                "0.0000000001",
                "-0.0000000001",
                "18446744073709551616.0000000000");
        assertReads("decimal(5,5)", "DECIMAL(5,5)", List.of(".99999", "-.00001"), "0.99999", "-0.00001");
        assertReads("decimal", "DECIMAL(10,0)", "-9999999999", "9999999999");
    }

    @Test
    void holdsDecimalsBeyondParquetAsText() throws Exception {
        assertReads(
                "decimal(65,30)",
                "VARCHAR",
                "-99999999999999999999999999999999999.999999999999999999999999999999",
                "99999999999999999999999999999999999.999999999999999999999999999999",
                "0.000000000000000000000000000000",
                null);
    }

    @Test
    void holdsDates() throws Exception {
        assertReads("date", "DATE", "1000-01-01", "9999-12-31", "1970-01-01", "1969-12-31", "2000-02-29", null);
    }

    @Test
    void holdsTimesOfDayWithoutAZone() throws Exception {
        assertReads(
                "datetime(6)",
                "TIMESTAMP",
                "1000-01-01 00:00:00",
                "9999-12-31 23:59:59.999999",
                "1969-12-31 23:59:59.000001",
                null);
        assertReads("datetime", "TIMESTAMP", "1970-01-01 00:00:00", "2026-03-29 02:30:00");
        assertReads("datetime(3)", "TIMESTAMP", List.of("2026-11-20 01:02:03.004"), "2026-11-20 01:02:03.004");
    }

    @Test
    void holdsMomentsInUtc() throws Exception {
        assertReads(
                "timestamp(6)",
                "TIMESTAMP WITH TIME ZONE",
                List.of("1970-01-01 00:00:01+00", "2038-01-19 03:14:07.999999+00", "2106-02-07 06:28:15+00"),
                "1970-01-01 00:00:01.000000",
                "2038-01-19 03:14:07.999999",
                "2106-02-07 06:28:15.000000");
    }

    @Test
    void holdsTimesBeyondADayAsMicroseconds() throws Exception {
        assertReads(
                "time(6)",
                "BIGINT",
                List.of("3020399999999", "-3020399999999", "0", "-500000", "3723000000"),
                "838:59:59.999999",
                "-838:59:59.999999",
                "00:00:00.000000",
                "-00:00:00.500000",
                "01:02:03.000000");
        assertReads("time", "BIGINT", List.of("362439000000", "-1000000"), "100:40:39", "-00:00:01");
    }

    @Test
    void holdsTextOfEveryCharsetItDecodes() throws Exception {
        String[] texts = {"", "plain", "Grüße €", "日本語", ALL_BYTES};
        for (String charset : List.of("utf8mb4", "utf8mb3", "ucs2", "utf16", "utf16le", "utf32")) {
            Charset java = java(charset);
            BackupTable table = BackupTable.of("pins", "t").text("c", "varchar(100)", charset);
            Arrays.stream(texts).forEach(text -> table.row((Object) text.getBytes(java)));
            table.row((Object) null);
            ParquetFile file = ParquetFile.of(table, folder, Map.of());
            assertEquals(List.of("VARCHAR"), file.query("SELECT DISTINCT typeof(c) FROM file"));
            assertEquals(hexOf(texts), file.query("SELECT hex(c) FROM file"), charset);
        }
    }

    @Test
    void holdsCharactersBeyondTheBasicPlane() throws Exception {
        String[] texts = {"😀", "a😀b\uD83D\uDC4D"};
        for (String charset : List.of("utf8mb4", "utf16", "utf16le", "utf32")) {
            Charset java = java(charset);
            BackupTable table = BackupTable.of("pins", "t").text("c", "varchar(100)", charset);
            Arrays.stream(texts).forEach(text -> table.row((Object) text.getBytes(java)));
            table.row((Object) null);
            assertEquals(
                    hexOf(texts), ParquetFile.of(table, folder, Map.of()).query("SELECT hex(c) FROM file"), charset);
        }
    }

    @Test
    void holdsLatin1AsTheServerMeansIt() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .text("c", "varchar(10)", "latin1")
                .row((Object) bytes(0x80))
                .row((Object) bytes(0x81, 0x8D, 0x8F, 0x90, 0x9D))
                .row((Object) bytes('a', 0xE4, 0xFF))
                .row((Object) bytes());
        assertEquals(
                List.of("E282AC", "C281C28DC28FC290C29D", "61C3A4C3BF", ""),
                ParquetFile.of(table, folder, Map.of()).query("SELECT hex(c) FROM file"));
    }

    @Test
    void holdsEnumsAndSetsAsTheirText() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .text("e", "enum('a','größer')", "utf8mb4")
                .text("s", "set('x','y')", "latin1")
                .key("id")
                .row("1", "größer", "x,y")
                .row("2", "", "")
                .row("3", null, null);
        ParquetFile file = ParquetFile.of(table, folder, Map.of());
        assertEquals(Arrays.asList("größer", "", null), file.query("SELECT e FROM file"));
        assertEquals(Arrays.asList("x,y", "", null), file.query("SELECT s FROM file"));
        assertEquals(
                List.of(new LedgerEntry("e", "enum-error", "empty-text", 1, List.of("id=2"))),
                file.written().ledger());
    }

    @Test
    void tellsAnEmptyMemberFromTheErrorValue() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .text("e", "enum('a','')", "utf8mb4")
                .key("id")
                .row("1", "", "2")
                .row("2", "", "0")
                .row("3", null, null);
        ParquetFile file = ParquetFile.of(table, folder, Map.of());
        assertEquals(Arrays.asList("", "", null), file.query("SELECT e FROM file"));
        assertEquals(
                List.of(new LedgerEntry("e", "enum-error", "empty-text", 1, List.of("id=2"))),
                file.written().ledger());
    }

    @Test
    void countsSetsWhoseTextHidesTheEmptyMember() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .text("s", "set('a','','b')", "utf8mb4")
                .key("id")
                .row("1", "", "2")
                .row("2", "", "0")
                .row("3", "a,", "3")
                .row("4", "b", "4")
                .row("5", "b", "6")
                .row("6", null, null);
        ParquetFile file = ParquetFile.of(table, folder, Map.of());
        assertEquals(Arrays.asList("", "", "a,", "b", "b", null), file.query("SELECT s FROM file"));
        assertEquals(
                List.of(new LedgerEntry("s", "empty-member", "text", 2, List.of("id=1", "id=5"))),
                file.written().ledger());
    }

    @Test
    void marksOnlyTheServersOwnJsonAsJson() throws Exception {
        assertReads("json", "JSON", "{\"a\": [1, \"😀\", null]}", "[]", "\"\"", null);
        BackupTable table =
                BackupTable.of("pins", "t").text("c", "longtext", "utf8mb4").row("{not json");
        assertEquals(List.of("VARCHAR"), ParquetFile.of(table, folder, Map.of()).query("SELECT typeof(c) FROM file"));
    }

    @Test
    void holdsBytesAsTheyAre() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        for (String type : List.of("binary(16)", "varbinary(300)", "blob", "longblob", "vector(3)")) {
            BackupTable table = BackupTable.of("pins", "t")
                    .column("c", type)
                    .row((Object) all)
                    .row((Object) bytes())
                    .row((Object) bytes(0))
                    .row((Object) null);
            ParquetFile file = ParquetFile.of(table, folder, Map.of());
            assertEquals(List.of("BLOB"), file.query("SELECT DISTINCT typeof(c) FROM file"));
            assertEquals(
                    Arrays.asList(java.util.HexFormat.of().withUpperCase().formatHex(all), "", "00", null),
                    file.query("SELECT hex(c) FROM file"),
                    type);
        }
    }

    @Test
    void holdsNewerTextTypesAsText() throws Exception {
        assertReads("uuid", "VARCHAR", "123e4567-e89b-12d3-a456-426614174000", null);
        assertReads("inet6", "VARCHAR", "2001:db8::ff00:42:8329");
    }

    @Test
    void holdsColumnsNamedInEveryWay() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .column("a.b", "int")
                .column("order by", "int")
                .column("`quoted\"'", "int")
                .column("größe 😀", "int")
                .row("1", "2", "3", "4");
        assertEquals(
                List.of("1234"),
                ParquetFile.of(table, folder, Map.of())
                        .query("SELECT \"a.b\" || \"order by\" || \"`quoted\"\"'\" || \"größe 😀\" FROM file"));
    }

    private void assertReads(String type, String duck, String... values) throws Exception {
        assertReads(type, duck, Arrays.asList(values), values);
    }

    private void assertReads(String type, String duck, List<String> expected, String... values) throws Exception {
        byte[][] bytes = Arrays.stream(values)
                .map(value -> value == null ? null : value.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        assertReadsBytes(type, duck, expected, bytes);
    }

    private void assertReadsBytes(String type, String duck, List<String> expected, byte[]... values) throws Exception {
        BackupTable table = BackupTable.of("pins", "t").column("c", type);
        Arrays.stream(values).forEach(value -> table.row((Object) value));
        ParquetFile file = ParquetFile.of(table, folder, Map.of());
        assertEquals(List.of(duck), file.query("SELECT DISTINCT typeof(c) FROM file"), type);
        assertEquals(expected, file.query("SELECT c::VARCHAR FROM file"), type);
        assertEquals(List.of(), file.written().ledger());
    }

    private static List<String> hexOf(String... texts) {
        List<String> hex = new java.util.ArrayList<>();
        for (String text : texts) {
            hex.add(java.util.HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        }
        Collections.addAll(hex, (String) null);
        return hex;
    }

    private static Charset java(String charset) {
        return Charset.forName(
                switch (charset) {
                    case "ucs2", "utf16" -> "UTF-16BE";
                    case "utf16le" -> "UTF-16LE";
                    case "utf32" -> "UTF-32BE";
                    default -> "UTF-8";
                });
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
