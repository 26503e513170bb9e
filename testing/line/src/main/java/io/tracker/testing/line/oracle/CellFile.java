package io.tracker.testing.line.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a reader that others wrote has read: the first line has the columns, {@code <name in hex>:<type>}, every other line a row; between
 * fields stands a tab; a cell is its bytes in hex, or {@code -} for NULL.
 */
record CellFile(Path path) {
    /** The reader's type of each column, by name, in their order. */
    Map<String, String> columns() throws IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.US_ASCII)) {
            for (String field : lines.readLine().split("\t", -1)) {
                int colon = field.indexOf(':');
                columns.put(
                        new String(HexFormat.of().parseHex(field.substring(0, colon)), StandardCharsets.UTF_8),
                        field.substring(colon + 1));
            }
        }
        return columns;
    }

    void read(Rows.Visitor visitor) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.US_ASCII)) {
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
}
