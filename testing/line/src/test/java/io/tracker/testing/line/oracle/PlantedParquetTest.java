package io.tracker.testing.line.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet that DuckDB wrote, true and with faults planted in it. */
final class PlantedParquetTest {
    private static final int ROWS = 500;
    private static final String TRUE_ROWS = "SELECT CAST(i AS DECIMAL(20,0)) AS id, CAST(i AS INTEGER) AS n,"
            + " CAST(i / 3 AS FLOAT) AS f, i / 3 AS d, CAST(i / 4 AS DECIMAL(10,2)) AS price,"
            + " DATE '1969-12-20' + CAST(i AS INTEGER) AS born, make_timestamp(i * 1000001) AS moment,"
            + " to_timestamp(i) AS seen, 'n\u00e4me ' || i AS name, CASE WHEN i % 2 = 0 THEN '' END AS note,"
            + " encode('b' || i) AS raw, i % 2 = 1 AS flag FROM range(" + ROWS + ") t(i)";

    @TempDir
    Path folder;

    @Test
    void acceptsTrueFilesInAnyOrder() throws Exception {
        Path first = write("a", TRUE_ROWS + " WHERE i % 2 = 1 ORDER BY i DESC");
        Path second = write("b", TRUE_ROWS + " WHERE i % 2 = 0");
        Comparison comparison = Comparison.of(expected(), new ParquetRows(List.of(first, second), expected()));
        assertEquals("nothing", comparison.difference().orElse("nothing"));
        assertEquals(ROWS, comparison.got().rows());
    }

    @Test
    void catchesALostAndADoubledRow() throws Exception {
        assertDifference("row is missing in Parquet: id=17", TRUE_ROWS + " WHERE i <> 17");
        assertDifference(
                "row is too often in Parquet: id=17", TRUE_ROWS + " UNION ALL (" + TRUE_ROWS + " WHERE i = 17)");
    }

    @Test
    void catchesAFileThatIsReadTwice() throws Exception {
        Path file = write("a", TRUE_ROWS);
        Comparison comparison = Comparison.of(expected(), new ParquetRows(List.of(file, file), expected()));
        assertTrue(comparison.difference().orElseThrow().startsWith("row is too often in Parquet"));
    }

    @Test
    void catchesOneChangedCellOfEachType() throws Exception {
        assertCell("n", "CAST(i + (i = 17)::INT AS INTEGER)");
        assertCell("f", "CAST(i / 3 + (i = 17)::INT * 0.001 AS FLOAT)");
        assertCell("d", "i / 3 + (i = 17)::INT * 1e-12");
        assertCell("price", "CAST(i / 4 + (i = 17)::INT * 0.01 AS DECIMAL(10,2))");
        assertCell("born", "DATE '1969-12-20' + CAST(i + (i = 17)::INT AS INTEGER)");
        assertCell("moment", "make_timestamp(i * 1000001 + (i = 17)::INT)");
        assertCell("seen", "to_timestamp(i + (i = 17)::INT)");
        assertCell("name", "'n\u00e4me ' || i || CASE WHEN i = 17 THEN ' ' ELSE '' END");
        assertCell("note", "CASE WHEN i % 2 = 0 OR i = 17 THEN '' END");
        assertCell("raw", "encode('b' || i || CASE WHEN i = 17 THEN chr(0) ELSE '' END)");
        assertCell("flag", "i % 2 = 1 AND i <> 17");
    }

    @Test
    void catchesAnotherType() throws Exception {
        String found = difference(TRUE_ROWS.replace("CAST(i AS DECIMAL(20,0))", "CAST(i AS BIGINT)"));
        assertEquals("column 1 differs (got id BIGINT in Parquet, expected id DECIMAL(20,0))", found);
    }

    @Test
    void catchesAColumnThatIsLeftOut() throws Exception {
        String found = difference("SELECT * EXCLUDE (flag) FROM (" + TRUE_ROWS + ")");
        assertEquals("column 12 differs (got none in Parquet, expected flag BOOLEAN)", found);
    }

    @Test
    void catchesATruncatedFile() throws Exception {
        Path file = write("a", TRUE_ROWS);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(IOException.class, () -> Comparison.of(expected(), new ParquetRows(List.of(file), expected())));
    }

    private void assertCell(String column, String expression) throws Exception {
        String found = difference("SELECT * REPLACE (" + expression.replaceAll("\\bi\\b", "CAST(n AS BIGINT)") + " AS "
                + column + ") FROM (" + TRUE_ROWS + ")");
        assertTrue(found.startsWith("cell differs: id=17 column " + column + " "), column + ": " + found);
    }

    private void assertDifference(String expected, String query) throws Exception {
        assertEquals(expected, difference(query));
    }

    private String difference(String query) throws Exception {
        Path file = write("planted", query);
        return Comparison.of(expected(), new ParquetRows(List.of(file), expected()))
                .difference()
                .orElse("nothing");
    }

    private Path write(String name, String query) throws SQLException {
        Path file = folder.resolve(name + ".parquet");
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        }
        return file;
    }

    private static ListRows expected() {
        List<byte[][]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(new byte[][] {
                text("" + i),
                text("" + i),
                CanonicalCells.number((float) (i / 3.0)),
                CanonicalCells.number(i / 3.0),
                text(new java.math.BigDecimal(i)
                        .divide(new java.math.BigDecimal(4))
                        .setScale(2, java.math.RoundingMode.HALF_UP)
                        .toPlainString()),
                text("" + (i - 12)),
                text("" + i * 1_000_001L),
                text("" + i * 1_000_000L),
                text("n\u00e4me " + i),
                i % 2 == 0 ? text("") : null,
                text("b" + i),
                text("" + i % 2)
            });
        }
        return new ListRows(new Shape(columns(), List.of("id")), rows);
    }

    private static List<Column> columns() {
        return List.of(
                new Column("id", Kind.INTEGER, "DECIMAL(20,0)"),
                new Column("n", Kind.INTEGER, "INTEGER"),
                new Column("f", Kind.FLOAT, "FLOAT"),
                new Column("d", Kind.DOUBLE, "DOUBLE"),
                new Column("price", Kind.DECIMAL, "DECIMAL(10,2)"),
                new Column("born", Kind.DATE, "DATE"),
                new Column("moment", Kind.DATETIME, "TIMESTAMP"),
                new Column("seen", Kind.TIMESTAMP, "TIMESTAMP WITH TIME ZONE"),
                new Column("name", Kind.TEXT, "VARCHAR"),
                new Column("note", Kind.TEXT, "VARCHAR"),
                new Column("raw", Kind.BINARY, "BLOB"),
                new Column("flag", Kind.BIT, "BOOLEAN"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
