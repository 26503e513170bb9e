package io.tracker.jobs.dump;

import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.schema.SchemaUnifier;
import io.tracker.jobs.schema.TableSchema;
import io.tracker.jobs.schema.UnifiedColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a table is dumped. Immutable.
 *
 * @param schema the table's schema over its shards
 * @param columns in the schema's order
 * @param options how
 */
record DumpPlan(TableSchema schema, List<DumpColumn> columns, DumpOptions options) {
    DumpPlan {
        columns = List.copyOf(columns);
    }

    /** A plan; refuses by name what cannot be dumped. */
    static DumpPlan of(Conversion conversion) throws IOException {
        DumpOptions options = DumpOptions.of(conversion.options());
        TableSchema schema = SchemaUnifier.unify(conversion.sources());
        List<DumpColumn> columns = new ArrayList<>();
        for (UnifiedColumn column : schema.columns()) {
            DumpColumn dumped = DumpColumn.of(column, options);
            for (Optional<UnifiedColumn.Origin> origin : column.origins()) {
                if (origin.isPresent()) {
                    DumpCells.of(origin.get().column(), dumped);
                }
            }
            columns.add(dumped);
        }
        return new DumpPlan(schema, columns, options);
    }
}
