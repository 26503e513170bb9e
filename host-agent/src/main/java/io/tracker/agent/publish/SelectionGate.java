package io.tracker.agent.publish;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.select.TableSelection;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Selection;
import io.tracker.schemas.names.TableRef;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a run work for a plan only if both mean the same tables and columns. */
public final class SelectionGate {
    private static final Logger LOG = LoggerFactory.getLogger(SelectionGate.class);

    private final TableSelection selection;

    public SelectionGate(TableSelection selection) {
        this.selection = selection;
    }

    /** Whom a run takes tables for. */
    public enum Purpose {
        /** What is owed: all agents must take the same. */
        BACKUP,
        /** A table that is taken again on demand: it may be masked more, never less. */
        SUPERSEDE
    }

    /**
     * Compares with the plan that stands.
     *
     * @throws OperatorException if they differ in what matters
     */
    public void requireAgrees(Plan plan, Purpose purpose) {
        boolean agrees =
                switch (purpose) {
                    case BACKUP -> plan.selection().equals(selection.recorded());
                    case SUPERSEDE -> selection.masksAllOf(plan.selection());
                };
        if (!agrees) {
            throw new OperatorException(
                    "selection differs from the plan's: " + plan.replicaSet() + " dt=" + plan.dt() + " (got "
                            + text(selection.recorded().orElse(Selection.EVERYTHING)) + ", expected "
                            + text(plan.selection().orElse(Selection.EVERYTHING)) + " of " + plan.createdBy() + ")",
                    "configure all hosts of a replica set alike; a change holds from the next day's plan on, and for this"
                            + " day the former keys can be given by --set");
        }
    }

    /**
     * Looks at the rules for columns before a plan is made.
     *
     * @param tables all that the server has, taken or not
     * @throws OperatorException if a rule names one table, and there is no such table
     */
    void requireTables(Collection<TableRef> tables) {
        List<String> lost = selection.rulesWithoutTable(tables);
        if (!lost.isEmpty()) {
            throw new OperatorException(
                    "tables to be masked are missing: " + lost,
                    "they were renamed or dropped, or the rule is wrong: correct columns.mask and columns.exclude on all"
                            + " hosts; a rule with * or ? may find none");
        }
        selection.wildRulesWithoutTable(tables).forEach(rule -> LOG.warn("rule finds no table rule=\"{}\"", rule));
    }

    private static String text(Selection selection) {
        return "schemas.exclude=" + selection.schemasExcluded() + " tables.include=" + selection.tablesIncluded()
                + " tables.exclude=" + selection.tablesExcluded() + " columns=" + selection.columns()
                + selection.key().map(id -> " key " + id).orElse("");
    }
}
