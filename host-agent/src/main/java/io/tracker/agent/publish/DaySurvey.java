package io.tracker.agent.publish;

import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.json.DamagedDocumentException;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far a plan is: which tables have ended, and which are still owed.
 *
 * @param owed tables without an outcome and without a manifest, the largest first
 * @param published manifests that stand, as numbers only
 * @param unrecorded manifests that stand without an outcome: a run died between the two
 * @param ended outcomes other than a manifest
 * @param damaged tables whose documents cannot be read
 */
public record DaySurvey(
        List<PlannedTable> owed,
        List<Published> published,
        List<Manifest> unrecorded,
        List<Outcome> ended,
        List<Damaged> damaged) {
    /**
     * A table that is done.
     *
     * @param table which
     * @param totals its manifest's
     */
    public record Published(TableDay table, Manifest.Totals totals) {}

    /**
     * A table of which nobody can say whether it is done.
     *
     * @param table which
     * @param failure names the object
     */
    public record Damaged(TableDay table, IOException failure) {}

    /** Looks at every table of a plan. */
    public static DaySurvey of(Plan plan, DayDocuments documents) throws IOException {
        DaySurvey survey = new DaySurvey(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (PlannedTable planned : plan.tables()) {
            TableDay table = new TableDay(planned.table(), plan.dt());
            try {
                survey.place(planned, documents.outcome(table), table, documents);
            } catch (DamagedDocumentException e) {
                survey.damaged.add(new Damaged(table, e));
            }
        }
        survey.owed.sort(Comparator.comparingLong(PlannedTable::estimatedBytes).reversed());
        return survey;
    }

    /** Looks at one table only, and owes it whatever stands. */
    public static DaySurvey owing(PlannedTable table) {
        return new DaySurvey(List.of(table), List.of(), List.of(), List.of(), List.of());
    }

    private void place(PlannedTable planned, Optional<Outcome> outcome, TableDay table, DayDocuments documents)
            throws IOException {
        if (outcome.isPresent() && outcome.get().result() != Outcome.Result.MANIFEST) {
            ended.add(outcome.get());
            return;
        }
        Optional<Manifest> manifest = documents.manifest(table);
        if (manifest.isEmpty()) {
            owed.add(planned);
            return;
        }
        published.add(new Published(table, manifest.get().totals()));
        if (outcome.isEmpty()) {
            unrecorded.add(manifest.get());
        }
    }
}
