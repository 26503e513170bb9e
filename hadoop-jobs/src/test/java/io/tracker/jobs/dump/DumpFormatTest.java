package io.tracker.jobs.dump;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.convert.UnconvertibleCellException;
import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.totals.LedgerEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpFormatTest {
    private static final Configuration HADOOP = new Configuration(false);

    @TempDir
    private Path folder;

    private final DumpFormat format = new DumpFormat();

    @Test
    void looksAsLoadDataWantsIt() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .column("id", "int")
                .text("name", "varchar(40)", "utf8mb4")
                .row("1", "a\tb\nc\\d\re\0f")
                .row("2", null)
                .row("3", "")
                .row("4", "\\N")
                .row("5", "N");
        assertEquals(
                "1\ta\\tb\\nc\\\\d\\re\\0f\n2\t\\N\n3\t\n4\t\\\\N\n5\tN\n",
                DumpFile.of(table, folder, Map.of()).text());
        assertEquals(
                "1\ta\\tb\\nc\\\\d\\re\0f\n2\t\\N\n3\t\n4\t\\\\N\n5\tN\n",
                DumpFile.of(table, folder, Map.of("dump.nul", "raw")).text());
        assertEquals(
                "1\ta\\\tb\\nc\\\\d\\re\\0f\n2\t\\N\n3\t\n4\t\\\\N\n5\tN\n",
                DumpFile.of(table, folder, Map.of("dump.tab", "backslashed")).text());
    }

    @Test
    void passesEveryByteInEveryCompression() throws Exception {
        Random random = new Random(20261120);
        BackupTable table = BackupTable.of("pins", "t").column("a", "longblob").text("b", "text", "gbk");
        List<List<byte[]>> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] a = random.nextInt(9) == 0 ? null : bytes(random);
            byte[] b = random.nextInt(9) == 0 ? null : bytes(random);
            table.row(a, b);
            List<byte[]> row = new ArrayList<>();
            row.add(a);
            row.add(b);
            expected.add(row);
        }
        for (String compression : List.of("none", "gzip", "zstd")) {
            DumpFile dump = DumpFile.of(table, folder, Map.of("dump.compression", compression));
            List<List<byte[]>> rows = DumpText.parse(dump.content());
            assertEquals(expected.size(), rows.size());
            for (int i = 0; i < rows.size(); i++) {
                assertEquals(2, rows.get(i).size());
                assertArrayEquals(expected.get(i).get(0), rows.get(i).get(0));
                assertArrayEquals(expected.get(i).get(1), rows.get(i).get(1));
            }
        }
    }

    @Test
    void escapesWithinCharactersOfTwoBytes() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .text("c", "varchar(9)", "sjis")
                .row((Object) new byte[] {(byte) 0x83, 0x5C});
        assertEquals("\u0083\\\\\n", DumpFile.of(table, folder, Map.of()).text());
    }

    @Test
    void writesAnEmptyLineForAnEmptyTextAlone() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .text("c", "varchar(9)", "utf8mb4")
                .row("")
                .row((Object) null)
                .row("");
        assertEquals("\n\\N\n\n", DumpFile.of(table, folder, Map.of()).text());
    }

    @Test
    void writesNumbersOfBits() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .column("a", "bit(1)")
                .column("b", "bit(64)")
                .row(new byte[] {1}, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1})
                .row(new byte[] {0}, new byte[8])
                .row(null, new byte[] {0, 0, 0, 0, 0, 0, 1, 0});
        assertEquals(
                "1\t18446744073709551615\n0\t0\n\\N\t256\n",
                DumpFile.of(table, folder, Map.of()).text());
    }

    @Test
    void writesFloatsAtTheirScale() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .column("f", "float")
                .column("s", "float(7,3)")
                .row("0.10000000149011612", "1234.5670166015625")
                .row("-0", "0")
                .row("16777216", "-0.5");
        assertEquals(
                "0.1\t1234.567\n-0\t0.000\n16777216\t-0.500\n",
                DumpFile.of(table, folder, Map.of()).text());
    }

    @Test
    void writesBinaryAsHexForThoseWhoWantThat() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .column("b", "varbinary(9)")
                .column("g", "geometry")
                .text("c", "varchar(9)", "utf8mb4")
                .row(new byte[] {0, 0x1F, (byte) 0xFF}, new byte[0], "ab");
        assertEquals(
                "001FFF\t\tab\n",
                DumpFile.of(table, folder, Map.of("dump.binary", "hex")).text());
    }

    @Test
    void passesEverythingElseAsTheServerSentIt() throws Exception {
        String[][] cells = {
            {"tinyint", "-128"},
            {"bigint unsigned", "18446744073709551615"},
            {"int(10) unsigned zerofill", "0000000042"},
            {"decimal(65,30)", "-99999999999999999999999999999999999.999999999999999999999999999999"},
            {"double", "1.7976931348623157e308"},
            {"year(4)", "0000"},
            {"date", "0000-00-00"},
            {"date", "2026-02-31"},
            {"datetime(6)", "9999-12-31 23:59:59.999999"},
            {"timestamp", "0000-00-00 00:00:00"},
            {"time(6)", "-838:59:59.999999"},
            {"json", "{\"a\": \"😀\"}"},
            {"uuid", "123e4567-e89b-12d3-a456-426614174000"}
        };
        BackupTable table = BackupTable.of("pins", "t");
        for (int i = 0; i < cells.length; i++) {
            table.column("c" + i, cells[i][0]);
        }
        Object[] values = new Object[cells.length];
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            values[i] = cells[i][1];
            expected.append(i == 0 ? "" : "\t").append(cells[i][1]);
        }
        table.row(values);
        byte[] content = DumpFile.of(table, folder, Map.of()).content();
        assertEquals(expected + "\n", new String(content, StandardCharsets.UTF_8));
    }

    @Test
    void givesAnEnumsErrorValueATextThatLoadsAsIndexNought() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .text("e", "enum('','a')", "utf8mb4")
                .text("f", "enum('b')", "utf8mb4")
                .key("id")
                .row("1", "", "1", "b")
                .row("2", "", "0", "");
        DumpFile dump = DumpFile.of(table, folder, Map.of());
        assertEquals("1\t\tb\n2\t0\t\n", dump.text());
        assertEquals(
                List.of(
                        new LedgerEntry("e", "enum-error", "0", 1, List.of("id=2")),
                        new LedgerEntry("f", "enum-error", "empty-text", 1, List.of("id=2"))),
                dump.written().ledger());
    }

    @Test
    void beginsASetWithACommaWhereItsTextHidesTheEmptyMember() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .text("s", "set('','1')", "utf8mb4")
                .text("w", "set('1','')", "utf16le")
                .key("id")
                .row("1", "", "0", "", "0")
                .row("2", "", "1", "", "2")
                .row("3", "1", "2", "1\0", "1")
                .row("4", "1", "3", "1\0,\0", "3");
        DumpFile dump = DumpFile.of(table, folder, Map.of());
        assertEquals("1\t\t\n2\t,\t,\\0\n3\t1\t1\\0\n4\t,1\t1\\0,\\0\n", dump.text());
        assertEquals(
                List.of(
                        new LedgerEntry("s", "empty-member", "comma", 2, List.of("id=2", "id=4")),
                        new LedgerEntry("w", "empty-member", "comma", 1, List.of("id=2"))),
                dump.written().ledger());
    }

    @Test
    void keepsTheTextOfASetThatIsTextInOtherShards() throws Exception {
        BackupTable set = BackupTable.of("pins_1", "t")
                .required("id", "int")
                .text("s", "set('','x')", "utf8mb4")
                .key("id")
                .row("1", "x", "3");
        BackupTable text = BackupTable.of("pins_2", "t")
                .required("id", "int")
                .text("s", "varchar(9)", "utf8mb4")
                .key("id");
        Conversion conversion = new Conversion(List.of(set.source(), text.source()), Map.of());
        try (RowWriter writer = format.create(hadoop("a.tsv"), conversion, HADOOP)) {
            set.writeTo(writer, 0);
            assertEquals(
                    List.of(new LedgerEntry("s", "empty-member", "text", 1, List.of("id=1"))),
                    writer.commit().ledger());
        }
        assertEquals("1\tx\n", Files.readString(folder.resolve("a.tsv")));
    }

    @Test
    void refusesAnErrorValueThatHasNoTextOfItsOwn() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .text("e", "enum('','0')", "utf8mb4")
                .key("id")
                .row("1", "", "1");
        DumpFile.of(table, folder, Map.of());
        table.row("2", "", "0");
        IOException e = assertThrows(IOException.class, () -> DumpFile.of(table, folder, Map.of()));
        assertEquals(
                "Value cannot be dumped: rs1.pins.t, column e (enum('','0')), row id=2: the ENUM's error value has no"
                        + " text of its own, for '' and '0' are members",
                e.getMessage());
    }

    @Test
    void makesUtf8OfTextThatShardsHaveInDifferentCharsets() throws Exception {
        BackupTable old =
                BackupTable.of("pins_1", "t").text("c", "varchar(9)", "latin1").row((Object) new byte[] {(byte) 0xE4});
        BackupTable altered =
                BackupTable.of("pins_2", "t").text("c", "varchar(9)", "utf8mb4").row("ä");
        Conversion conversion = new Conversion(List.of(old.source(), altered.source()), Map.of());
        try (RowWriter writer = format.create(hadoop("a.tsv"), conversion, HADOOP)) {
            old.writeTo(writer, 0);
            altered.writeTo(writer, 1);
            writer.commit();
        }
        assertEquals("ä\nä\n", Files.readString(folder.resolve("a.tsv")));
        BackupTable unknown = BackupTable.of("pins_1", "t").text("c", "varchar(9)", "newer8");
        IOException e = assertThrows(
                IOException.class,
                () -> format.columns(new Conversion(List.of(unknown.source(), altered.source()), Map.of())));
        assertTrue(e.getMessage().contains("charset is not known: newer8"), e.getMessage());
    }

    @Test
    void completesAFileOnlyByCommit() throws Exception {
        for (String compression : List.of("none", "gzip", "zstd")) {
            BackupTable table = BackupTable.of("pins", "t").column("c", "int").row("1");
            Conversion conversion = table.conversion(Map.of("dump.compression", compression));
            try (RowWriter writer = format.create(hadoop("a"), conversion, HADOOP)) {
                table.writeTo(writer, 0);
            }
            assertTrue(Files.notExists(folder.resolve("a")));
            BackupTable bad = BackupTable.of("pins", "t").column("c", "bit(9)").row("way too long");
            try (RowWriter writer =
                    format.create(hadoop("a"), bad.conversion(Map.of("dump.compression", compression)), HADOOP)) {
                assertThrows(UnconvertibleCellException.class, () -> bad.writeTo(writer, 0));
                assertThrows(IllegalStateException.class, writer::commit);
            }
            assertTrue(Files.notExists(folder.resolve("a")));
        }
    }

    @Test
    void findsADamagedFile() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .column("a", "int")
                .column("b", "int")
                .row("1", "2")
                .row("3", "4");
        assertUnreadable(table, "1\t2\n3", "line 2 is not a row of 2 columns: column 1 ends with the file");
        assertUnreadable(table, "1\t2\n3\t4", "line 2 is not a row of 2 columns: column 2 ends with the file");
        assertUnreadable(table, "1\n2\n", "line 1 is not a row of 2 columns: column 1 ends with byte 10");
        assertUnreadable(table, "1\t2\t3\n", "line 1 is not a row of 2 columns: column 2 ends with byte 9");
        assertUnreadable(table, "1\t\\x\n", "line 1 has an escape that no dump has: \\ and byte 120");
        assertUnreadable(table, "1\t\\", "line 1 has an escape that no dump has: \\ and the end of the file");
        assertUnreadable(table, "1\t\\Nx\n", "line 1 is not a row of 2 columns: column 2 ends with byte 120");
        RowFormat.Written written = DumpFile.of(table, folder, Map.of()).written();
        Files.writeString(folder.resolve("b.tsv"), "1\t2\n3\t5\n");
        RowFormat.ReadBack back = format.readBack(hadoop("b.tsv"), table.conversion(Map.of()), HADOOP);
        assertEquals(written.rows(), back.rows());
        assertTrue(!written.valueDigest().equals(back.valueDigest()), "another value has another digest");
    }

    @Test
    void refusesOptionsThatItDoesNotKnow() {
        Conversion conversion =
                BackupTable.of("pins", "t").column("id", "date").conversion(Map.of("policy.id", "null"));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> format.columns(conversion));
        assertEquals(
                "Option is not known: policy.id (expected one of dump.binary, dump.compression, dump.nul, dump.tab)",
                e.getMessage());
    }

    private void assertUnreadable(BackupTable table, String content, String expected) throws IOException {
        Files.writeString(folder.resolve("damaged.tsv"), content);
        IOException e = assertThrows(
                IOException.class, () -> format.readBack(hadoop("damaged.tsv"), table.conversion(Map.of()), HADOOP));
        assertTrue(e.getMessage().endsWith(expected), e.getMessage());
    }

    private org.apache.hadoop.fs.Path hadoop(String name) {
        return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(30)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextBoolean() ? "\\\t\n\r\0Nnt0".charAt(random.nextInt(9)) : random.nextInt(256));
        }
        return bytes;
    }
}
