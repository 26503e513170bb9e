package io.tracker.agent.publish;

import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.json.DamagedDocumentException;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
    private static final int LOOKS_AT_ONCE = 8;

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

    /** Looks at every table of a plan, several at once: each costs a few calls to the store. A plan that was made here owes all of them. */
    public static DaySurvey of(Plan plan, DayDocuments documents) throws IOException, InterruptedException {
        DaySurvey survey = new DaySurvey(list(), list(), list(), list(), list());
        if (documents.isMadeHere(plan)) {
            survey.owed.addAll(plan.tables());
        } else {
            survey.look(plan, documents);
        }
        survey.owed.sort(Comparator.comparingLong(PlannedTable::estimatedBytes).reversed());
        return survey;
    }

    private void look(Plan plan, DayDocuments documents) throws IOException, InterruptedException {
        Set<String> recorded = documents.outcomeKeys(plan.dt(), plan.replicaSet());
        List<Callable<TableDay>> looks = new ArrayList<>();
        for (PlannedTable planned : plan.tables()) {
            TableDay table = new TableDay(planned.table(), plan.dt());
            looks.add(() -> {
                try {
                    place(
                            planned,
                            recorded.contains(ObjectNames.outcome(table)) ? documents.outcome(table) : Optional.empty(),
                            table,
                            documents);
                } catch (DamagedDocumentException e) {
                    damaged.add(new Damaged(table, e));
                }
                return table;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(LOOKS_AT_ONCE);
        try {
            for (Future<TableDay> look : threads.invokeAll(looks)) {
                look.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException ended) {
                throw ended;
            }
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> List<T> list() {
        return Collections.synchronizedList(new ArrayList<>());
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
