package io.tracker.jobs.report;

import io.tracker.jobs.plan.SourceSchemas;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.schema.SchemaStep;
import io.tracker.jobs.schema.SourceSchema;
import io.tracker.schemas.day.SchemaChange;
import io.tracker.schemas.manifest.Manifest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares each table's schemas with those of the last day that has any. Days must come in their order. Not thread safe. */
final class SchemaTally {
    private final Map<TableName, Known> last = new HashMap<>();
    private final List<SchemaChange> changes = new ArrayList<>();

    private record Known(LocalDate dt, List<SourceSchema> schemas) {}

    void add(TableName name, LocalDate dt, List<Manifest> manifests) {
        Known now = new Known(dt, SourceSchemas.of(manifests).sources());
        Known before = last.put(name, now);
        if (before != null) {
            changes.addAll(new SchemaStep(before.dt(), dt, before.schemas(), now.schemas()).changes());
        }
    }

    /** The newest day first, then in order of tables. */
    List<SchemaChange> changes() {
        return changes.stream()
                .sorted(Comparator.comparing(SchemaChange::to)
                        .reversed()
                        .thenComparing(SchemaChange::dataset)
                        .thenComparing(SchemaChange::table))
                .toList();
    }
}
