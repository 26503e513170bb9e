package io.tracker.testing.readers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows as text: the first line has the columns, {@code <name in hex>:<type>}, every other line a row; between fields stands a tab; a cell is
 * its bytes in hex, or {@code -} for NULL. Not thread safe.
 */
final class CellFile implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final BufferedWriter file;

    CellFile(Path path) throws IOException {
        this.file = Files.newBufferedWriter(path, StandardCharsets.US_ASCII);
    }

    /**
     * Writes the columns.
     *
     * @param names their names
     * @param types as many types, in the reader's own words
     */
    void columns(List<String> names, List<String> types) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            line.append(i == 0 ? "" : "\t")
                    .append(HEX.formatHex(names.get(i).getBytes(StandardCharsets.UTF_8)))
                    .append(':')
                    .append(types.get(i));
        }
        file.append(line).append('\n');
    }

    /** Writes a row; {@code null} is NULL. */
    void row(List<byte[]> cells) throws IOException {
        file.append(cells.stream()
                        .map(cell -> cell == null ? "-" : HEX.formatHex(cell))
                        .collect(Collectors.joining("\t")))
                .append('\n');
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
