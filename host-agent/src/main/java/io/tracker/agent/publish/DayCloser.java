package io.tracker.agent.publish;

import io.tracker.agent.catalog.CatalogReader;
import io.tracker.agent.host.RunIdentity;
import io.tracker.schemas.day.Complete;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a day: what is no table goes to each shard's ddl.sql, and when all outcomes are in, complete.json says so. */
public final class DayCloser {
    private static final Logger LOG = LoggerFactory.getLogger(DayCloser.class);

    private final DayDocuments documents;
    private final CatalogReader catalog;
    private final RunIdentity identity;
    private final Clock clock;

    public DayCloser(DayDocuments documents, CatalogReader catalog, RunIdentity identity, Clock clock) {
        this.documents = documents;
        this.catalog = catalog;
        this.identity = identity;
        this.clock = clock;
    }

    /** Writes each shard's ddl.sql, unless that was done before. */
    public void writeDdl(Plan plan) throws IOException {
        TreeSet<String> schemas = plan.tables().stream()
                .map(table -> table.table().schema())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String schema : schemas) {
            if (!documents.hasDdl(plan.dt(), plan.replicaSet(), schema)) {
                documents.createDdl(plan.dt(), plan.replicaSet(), schema, catalog.ddl(schema));
            }
        }
    }

    /**
     * Says that the day is complete, if every planned table has an outcome.
     *
     * @return whether it is complete
     */
    public boolean completeIfAllIn(Plan plan) throws IOException {
        if (documents.complete(plan.dt(), plan.replicaSet()).isPresent()) {
            return true;
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (PlannedTable planned : plan.tables()) {
            Optional<Outcome> outcome = documents.outcome(new TableDay(planned.table(), plan.dt()));
            if (outcome.isEmpty()) {
                return false;
            }
            outcomes.add(outcome.get());
        }
        documents.createComplete(new Complete(
                UUID.randomUUID().toString(),
                plan.replicaSet(),
                plan.dt(),
                plan.nonce(),
                clock.instant(),
                identity.host(),
                outcomes));
        LOG.info("day complete dt={} replica-set={} tables={}", plan.dt(), plan.replicaSet(), outcomes.size());
        return true;
    }
}
