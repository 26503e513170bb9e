package io.tracker.jobs.convert;

import io.tracker.jobs.schema.SourceSchema;
import io.tracker.jobs.schema.TableSchema;
import io.tracker.jobs.schema.UnifiedColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How every column of a table is converted to typed values. It depends on nothing but schemas and options. Immutable.
 *
 * @param schema the table's schema over its shards
 * @param columns in the schema's order
 */
public record CellPlan(TableSchema schema, List<PlannedColumn> columns) {
    public CellPlan {
        columns = List.copyOf(columns);
    }

    /**
     * A plan.
     *
     * @throws IOException naming every column that cannot be converted
     * @throws IllegalArgumentException if a policy does not fit
     */
    public static CellPlan of(TableSchema schema, Map<String, String> options) throws IOException {
        Policies policies = Policies.of(options, schema);
        List<PlannedColumn> columns = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (UnifiedColumn column : schema.columns()) {
            Policy policy = policies.of(column);
            PlannedColumn planned = new PlannedColumn(column, policy, Targets.of(column.column(), policy));
            problem(planned, schema).ifPresent(problems::add);
            columns.add(planned);
        }
        if (!problems.isEmpty()) {
            throw new IOException("Table cannot be converted: " + schema.dataset() + "." + schema.table() + ": "
                    + String.join("; ", problems));
        }
        return new CellPlan(schema, columns);
    }

    private static Optional<String> problem(PlannedColumn planned, TableSchema schema) {
        for (int i = 0; i < planned.column().origins().size(); i++) {
            Optional<UnifiedColumn.Origin> origin = planned.column().origins().get(i);
            if (origin.isPresent()) {
                try {
                    CellConverters.of(origin.get().column(), planned.target(), Srid.ofColumn());
                } catch (IOException e) {
                    SourceSchema source = schema.sources().get(i);
                    return Optional.of("in " + source.tables().get(0).shard() + ": " + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }
}
