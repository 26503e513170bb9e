package io.tracker.agent.publish;

import io.tracker.agent.failure.OperatorException;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.util.List;

/**
 * An operator's word that a table's backup is bad, and that a new one must replace it.
 *
 * @param table the table as people write it, {@code schema.table}
 * @param reason why, in the operator's words; the new manifest carries it
 */
public record SupersedeOrder(String table, String reason) {
    public SupersedeOrder {
        if (reason.isBlank()) {
            throw new OperatorException(
                    "reason is empty: --reason", "say what is wrong with the backup: the new manifest carries it");
        }
    }

    /**
     * The table in a plan.
     *
     * @throws OperatorException if the plan does not have exactly one of that name
     */
    public PlannedTable in(Plan plan) {
        List<PlannedTable> found = NamedTables.of(plan.tables(), table);
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new OperatorException(
                "table name fits several tables: " + table + " (got " + found.size() + ", expected one)",
                "names with dots make it so; exclude the schema that is not meant by --set schemas.exclude=…");
    }

    /**
     * What the new manifest replaces: the highest, readable or not.
     *
     * @throws OperatorException if there is none
     */
    public Manifest.Supersession of(TableDay day, DayDocuments documents) throws IOException {
        int number = documents.highestManifest(day);
        if (number == 0) {
            throw new OperatorException(
                    "table has no manifest to supersede: " + day, "'tracker-agent backup' takes what is owed");
        }
        return new Manifest.Supersession(number, reason);
    }
}
