package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of Parquet files as DuckDB reads them, in the canonical cells of {@link ParquetForm}. */
public final class ParquetRows implements Rows {
    private final List<Path> files;
    private final Shape expected;

    /**
     * The rows of some files of one table.
     *
     * @param expected what they must hold; tells what kinds the columns are of
     */
    public ParquetRows(List<Path> files, Rows expected) throws IOException {
        if (files.isEmpty()) {
            throw new MismatchException("A table in Parquet has no files");
        }
        this.files = List.copyOf(files);
        this.expected = expected.shape();
    }

    @Override
    public String place() {
        return "Parquet";
    }

    @Override
    public Shape shape() throws IOException {
        List<Column> columns = new ArrayList<>();
        try (Connection duckDb = open();
                Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT encode(column_name), encode(column_type) FROM (DESCRIBE SELECT * FROM " + source()
                                + ")")) {
            while (rows.next()) {
                String name = text(rows.getBytes(1));
                int index = expected.names().indexOf(name);
                Kind kind =
                        index < 0 ? Kind.OTHER : expected.columns().get(index).kind();
                columns.add(new Column(name, kind, text(rows.getBytes(2))));
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        return new Shape(columns, columns.size() == expected.columns().size() ? expected.key() : List.of());
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        List<Column> columns = shape().columns();
        String list = columns.stream().map(ParquetRows::expression).collect(Collectors.joining(", "));
        try (Connection duckDb = open();
                Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + list + " FROM " + source())) {
            while (rows.next()) {
                byte[][] cells = new byte[columns.size()][];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = cell(columns.get(i), rows.getBytes(i + 1));
                }
                visitor.row(cells);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Whatever the type, DuckDB hands it out as bytes. */
    private static String expression(Column column) {
        String quoted = "\"" + column.name().replace("\"", "\"\"") + "\"";
        return switch (column.type()) {
            case "BLOB" -> quoted;
            case "VARCHAR", "JSON" -> "encode(CAST(" + quoted + " AS VARCHAR))";
            case "BOOLEAN" -> printed("CAST(" + quoted + " AS INTEGER)");
            case "FLOAT", "DOUBLE" -> printed("CAST(" + quoted + " AS DOUBLE)");
            case "DATE" -> printed("date_diff('day', DATE '1970-01-01', " + quoted + ")");
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> printed("epoch_us(" + quoted + ")");
            default -> printed(quoted);
        };
    }

    private static String printed(String expression) {
        return "encode(CAST(" + expression + " AS VARCHAR))";
    }

    private static byte[] cell(Column column, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        return switch (column.type()) {
            case "FLOAT", "DOUBLE" -> CanonicalCells.number(Double.parseDouble(CanonicalCells.ascii(bytes)));
            // It prints no zero before the point where a DECIMAL has no digit there.
            default ->
                column.type().startsWith("DECIMAL")
                        ? CanonicalCells.ascii(new BigDecimal(CanonicalCells.ascii(bytes)).toPlainString())
                        : bytes;
        };
    }

    private String source() {
        return "read_parquet(["
                + files.stream()
                        .map(file -> "'" + file.toString().replace("'", "''") + "'")
                        .collect(Collectors.joining(", "))
                // Columns come from the files alone, not from the names of their folders.
                + "], hive_partitioning = false)";
    }

    private static Connection open() throws SQLException {
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET threads = 2");
        }
        return duckDb;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private IOException failed(SQLException e) {
        return new IOException("DuckDB does not read the Parquet: " + files + ": " + e.getMessage(), e);
    }
}
