package io.tracker.testing.line.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump, true and with faults planted in it. */
final class PlantedDumpTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("id", Kind.INTEGER, "int"),
            new Column("text", Kind.TEXT, "text sjis sjis_bin"),
            new Column("single", Kind.FLOAT, "float(7,3)"),
            new Column("state", Kind.ENUM, "enum('it''s','','on')"),
            new Column("raw", Kind.BINARY, "blob"));
    private static final String TRUE_LINES = line("1", "a\\tb\\nc\\\\d\\re\\0f", "1234.567", "on", "\\0\\0")
            + line("2", "\\N", "\\N", "0", "")
            + line("3", "\u0083\\\\", "-0", "", "\\N")
            + line("4", "N", "0.1", "it's", "NULL");

    @TempDir
    Path folder;

    @Test
    void acceptsATrueDump() throws IOException {
        assertEquals("nothing", difference(TRUE_LINES));
    }

    @Test
    void readsACompressedDump() throws IOException {
        Path file = folder.resolve("part.tsv.gz");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(TRUE_LINES.getBytes(StandardCharsets.ISO_8859_1));
        }
        assertTrue(Comparison.of(expected(), rows(file, names())).equal());
    }

    @Test
    void catchesLostDoubledAndChangedRows() throws IOException {
        assertEquals(
                "row is missing in dump: id=4",
                difference(TRUE_LINES.replace(line("4", "N", "0.1", "it's", "NULL"), "")));
        assertEquals("row is too often in dump: id=4", difference(TRUE_LINES + line("4", "N", "0.1", "it's", "NULL")));
        assertCell("text", "id=4", TRUE_LINES.replace("4\tN\t", "4\t\\N\t"));
        assertCell("text", "id=2", TRUE_LINES.replace("2\t\\N\t", "2\t\t"));
        assertCell("single", "id=1", TRUE_LINES.replace("1234.567", "1234.568"));
        assertCell("single", "id=3", TRUE_LINES.replace("-0", "0"));
        assertCell("state", "id=2", TRUE_LINES.replace("\t0\t", "\t\t"));
        assertCell("raw", "id=1", TRUE_LINES.replace("\t\\0\\0\n", "\t\\0\n"));
        assertCell("text", "id=3", TRUE_LINES.replace("\u0083\\\\", "\u0083"));
    }

    @Test
    void catchesSwappedColumns() throws IOException {
        Path file = write(TRUE_LINES);
        Comparison comparison = Comparison.of(expected(), rows(file, List.of("id", "raw", "single", "state", "text")));
        assertTrue(comparison.difference().orElseThrow().startsWith("column 2 differs"));
    }

    @Test
    void refusesWhatLoadDataWouldMisread() {
        for (String lines :
                List.of("1\ta", "1\ta\n", "1\ta\tb\tc\td\te\n", "1\ta\\Nb\t1\ton\tx\n", "1\ta\t1\ton\tx\\")) {
            MismatchException refused = assertThrows(MismatchException.class, () -> difference(lines));
            assertTrue(refused.getMessage().startsWith("Dump is malformed"), refused.getMessage());
        }
    }

    private void assertCell(String column, String key, String lines) throws IOException {
        String found = difference(lines);
        assertTrue(found.startsWith("cell differs: " + key + " column " + column), found);
    }

    private String difference(String lines) throws IOException {
        return Comparison.of(expected(), rows(write(lines), names()))
                .difference()
                .orElse("nothing");
    }

    private static DumpRows rows(Path file, List<String> columns) throws IOException {
        return new DumpRows(List.of(file), columns, expected());
    }

    private Path write(String lines) throws IOException {
        return Files.write(folder.resolve("part.tsv"), lines.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String line(String... fields) {
        return String.join("\t", fields) + "\n";
    }

    private static List<String> names() {
        return COLUMNS.stream().map(Column::name).toList();
    }

    private static ListRows expected() {
        List<byte[][]> rows = new ArrayList<>();
        rows.add(row("1", "a\tb\nc\\d\re\0f", 1234.567f, "on\0", "\0\0"));
        rows.add(row("2", null, null, "\0" + "0", ""));
        rows.add(row("3", "\u0083\\", -0f, "\0" + "2", null));
        rows.add(row("4", "N", 0.1f, "it's\0", "NULL"));
        return new ListRows(new Shape(COLUMNS, List.of("id")), rows);
    }

    private static byte[][] row(String id, String text, Float single, String state, String raw) {
        return new byte[][] {
            bytes(id), bytes(text), single == null ? null : CanonicalCells.number(single), bytes(state), bytes(raw)
        };
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
