package io.tracker.jobs.print;

import io.tracker.jobs.schema.TableSchema;
import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.names.TableRef;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Values with tabs between them. */
final class TsvText implements RowText {
    private final PrintedColumns columns;

    TsvText(TableSchema schema) {
        this.columns = PrintedColumns.of(schema, schema.columns());
    }

    @Override
    public String head() {
        return columns.columns().stream()
                        .map(UnifiedColumn::name)
                        .map(TsvText::escaped)
                        .collect(Collectors.joining("\t"))
                + "\n";
    }

    @Override
    public String row(TableRef table, int source, RowCursor row) {
        StringJoiner line = new StringJoiner("\t", "", "\n");
        for (Optional<PrintedCell> cell : columns.cellsOf(source)) {
            line.add(
                    cell.isEmpty() || cell.get().isNull(row)
                            ? "\\N"
                            : escaped(cell.get().text(row)));
        }
        return line.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\0' -> escaped.append("\\0");
                case '\\' -> escaped.append("\\\\");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
