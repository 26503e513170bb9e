package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of a Parquet table as Spark has read them, in the canonical cells of {@link ParquetForm}. */
public final class SparkRows implements Rows {
    private static final String JSON = "JSON";

    private final CellFile cells;
    private final Shape expected;

    /**
     * The rows that Spark wrote into a file of cells.
     *
     * @param expected what they must hold; tells what kinds the columns are of
     */
    public SparkRows(Path cells, Rows expected) throws IOException {
        this.cells = new CellFile(cells);
        this.expected = expected.shape();
    }

    @Override
    public String place() {
        return "Parquet read by Spark";
    }

    @Override
    public Shape shape() throws IOException {
        List<Column> columns = new ArrayList<>();
        cells.columns().forEach((name, type) -> {
            int index = expected.names().indexOf(name);
            Column column = index < 0
                    ? new Column(name, Kind.OTHER, "none")
                    : expected.columns().get(index);
            columns.add(column.withType(words(type, column.type())));
        });
        return new Shape(columns, columns.size() == expected.columns().size() ? expected.key() : List.of());
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        cells.read(visitor);
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
