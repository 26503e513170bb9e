package io.tracker.agent.cli;

import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.publish.DayDocuments;
import io.tracker.schemas.day.Plan;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Finds the plans of a day that a reading command works on. */
final class DayPlans {
    private DayPlans() {}

    static List<Plan> of(DayDocuments documents, AgentConfig config, LocalDate dt, boolean wholeFleet)
            throws IOException {
        Optional<Plan> own = wholeFleet ? Optional.empty() : documents.plan(dt, config.replicaSet());
        List<Plan> plans = wholeFleet ? documents.plans(dt) : own.stream().toList();
        if (plans.isEmpty()) {
            throw new NotYetException(
                    "no plan: " + (wholeFleet ? "of any replica set" : "of " + config.replicaSet()) + " for dt=" + dt
                            + " in " + config.store().root(),
                    "nobody has backed this day up: run 'tracker-agent backup' on a replica, or correct --dt or store.root");
        }
        return plans;
    }

    /** Ends a command with what it found to be damaged, after it has shown everything else. */
    static void requireWhole(List<String> damages) throws IOException {
        if (!damages.isEmpty()) {
            String rest = damages.size() == 1 ? "" : " (and " + (damages.size() - 1) + " more, listed above)";
            String first = damages.get(0);
            int hint = first.indexOf("; HINT: ");
            throw new IOException(hint < 0 ? first + rest : first.substring(0, hint) + rest + first.substring(hint));
        }
    }
}
