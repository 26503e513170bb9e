package io.tracker.testing.line.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The rows of a Parquet table as Spark has read them, in the canonical cells of {@link ParquetForm}. */
public final class SparkRows implements Rows {
    private static final String JSON = "JSON";

    private final Path cells;
    private final Shape expected;

    /**
     * The rows that Spark wrote into a file: a line of columns, then a line a row, cells in hex.
     *
     * @param expected what they must hold; tells what kinds the columns are of
     */
    public SparkRows(Path cells, Rows expected) throws IOException {
        this.cells = cells;
        this.expected = expected.shape();
    }

    @Override
    public String place() {
        return "Parquet read by Spark";
    }

    @Override
    public Shape shape() throws IOException {
        List<Column> columns = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(cells, StandardCharsets.US_ASCII)) {
            for (String field : lines.readLine().split("\t", -1)) {
                int colon = field.indexOf(':');
                String name = new String(HexFormat.of().parseHex(field.substring(0, colon)), StandardCharsets.UTF_8);
                int index = expected.names().indexOf(name);
                Column column = index < 0
                        ? new Column(name, Kind.OTHER, "none")
                        : expected.columns().get(index);
                columns.add(column.withType(words(field.substring(colon + 1), column.type())));
            }
        }
        return new Shape(columns, columns.size() == expected.columns().size() ? expected.key() : List.of());
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(cells, StandardCharsets.US_ASCII)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", -1);
                byte[][] row = new byte[fields.length][];
                for (int i = 0; i < row.length; i++) {
                    row[i] = fields[i].equals("-") ? null : HexFormat.of().parseHex(fields[i]);
                }
                visitor.row(row);
            }
        }
    }

    /** The word that DuckDB has for one of Spark's types; JSON is a plain string to Spark. */
    private static String words(String type, String wanted) {
        return switch (type) {
            case "boolean" -> "BOOLEAN";
            case "int" -> "INTEGER";
            case "bigint" -> "BIGINT";
            case "float" -> "FLOAT";
            case "double" -> "DOUBLE";
            case "date" -> "DATE";
            case "timestamp_ntz" -> "TIMESTAMP";
            case "timestamp" -> "TIMESTAMP WITH TIME ZONE";
            case "string" -> wanted.equals(JSON) ? JSON : "VARCHAR";
            case "binary" -> "BLOB";
            default -> type.startsWith("decimal") ? type.replace("decimal", "DECIMAL") : type;
        };
    }
}
