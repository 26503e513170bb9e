package io.tracker.jobs.print;

import io.tracker.jobs.schema.TableSchema;
import io.tracker.jobs.schema.UnifiedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a table, and how each source of it shows them.
 *
 * @param columns the table's columns that are shown
 * @param cells for each source, in their order, for each column: its cell; empty where the source lacks the column
 */
record PrintedColumns(List<UnifiedColumn> columns, List<List<Optional<PrintedCell>>> cells) {
    static PrintedColumns of(TableSchema schema, List<UnifiedColumn> columns) {
        List<List<Optional<PrintedCell>>> cells = new ArrayList<>();
        for (int i = 0; i < schema.sources().size(); i++) {
            int source = i;
            cells.add(columns.stream()
                    .map(column -> column.origins()
                            .get(source)
                            .map(origin -> new PrintedCell(origin.column(), origin.field())))
                    .toList());
        }
        return new PrintedColumns(columns, cells);
    }

    List<Optional<PrintedCell>> cellsOf(int source) {
        return cells.get(source);
    }
}
