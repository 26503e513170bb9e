package io.tracker.agent.publish;

import io.tracker.agent.catalog.CatalogTable;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.host.RunIdentity;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what the replica set owes for a day: the plan that stands, or one that is made of what the server holds now. */
public final class DayPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(DayPlanner.class);

    private final DayDocuments documents;
    private final AgentConfig config;
    private final RunIdentity identity;
    private final Clock clock;

    public DayPlanner(DayDocuments documents, AgentConfig config, RunIdentity identity, Clock clock) {
        this.documents = documents;
        this.config = config;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Reads the plan, or creates it.
     *
     * @param servers identities of this server and its sources
     * @param catalog what the server holds
     * @throws OperatorException if the plan is another replica set's, or if something is missing that fleet.json expects
     */
    public Plan readOrCreate(LocalDate dt, Set<String> servers, List<CatalogTable> catalog) throws IOException {
        Optional<Plan> standing = documents.plan(dt, config.replicaSet());
        Plan plan = standing.isPresent() ? standing.get() : documents.createPlan(propose(dt, servers, catalog));
        DayDocuments.requireSameReplicaSet(plan, servers);
        LOG.info(
                "plan {} dt={} tables={} by={}",
                standing.isPresent() ? "read" : "created",
                dt,
                plan.tables().size(),
                plan.createdBy());
        return plan;
    }

    /** The plan that stands, or that a run would create now; nothing is written. */
    public Plan readOrPropose(LocalDate dt, Set<String> servers, List<CatalogTable> catalog) throws IOException {
        Optional<Plan> standing = documents.plan(dt, config.replicaSet());
        Plan plan = standing.isPresent() ? standing.get() : propose(dt, servers, catalog);
        DayDocuments.requireSameReplicaSet(plan, servers);
        return plan;
    }

    private Plan propose(LocalDate dt, Set<String> servers, List<CatalogTable> catalog) throws IOException {
        List<PlannedTable> tables = catalog.stream()
                .filter(table -> !config.excludedSchemas().contains(table.name().schema()))
                .map(this::planned)
                .toList();
        if (tables.isEmpty()) {
            throw new OperatorException(
                    "server shows no tables: " + config.replicaSet() + " dt=" + dt
                            + " (got a catalog without tables, expected at least one)",
                    "a plan stands for ever, and one of nothing would hide a loss: look at the server's data, grants and schemas.exclude");
        }
        requireFleet(dt, tables);
        warnOfVanished(dt, tables);
        return new Plan(
                UUID.randomUUID().toString(),
                config.replicaSet(),
                dt,
                servers.stream().sorted().toList(),
                clock.instant(),
                identity.host(),
                tables);
    }

    private PlannedTable planned(CatalogTable table) {
        String schema = table.name().schema();
        TableRef ref = new TableRef(
                config.replicaSet(),
                schema,
                config.shardPattern().dataset(schema),
                table.name().table());
        return new PlannedTable(ref, table.engine().orElse("unknown"), Math.max(0, table.estimatedBytes()));
    }

    /** A plan stands for ever, so one that lacks an expected schema must not be created. */
    private void requireFleet(LocalDate dt, List<PlannedTable> tables) throws IOException {
        Optional<Fleet> fleet = documents.fleet();
        if (fleet.isEmpty()) {
            return;
        }
        Fleet.ReplicaSet expected = fleet.get().replicaSets().stream()
                .filter(set -> set.name().equals(config.replicaSet()))
                .findFirst()
                .orElseThrow(() -> new OperatorException(
                        "replica set is not in fleet.json: " + config.replicaSet(),
                        "add it there, or correct fleet.replica-set"));
        Set<String> present =
                tables.stream().map(table -> table.table().schema()).collect(Collectors.toSet());
        List<String> missing = expected.schemas().stream()
                .filter(shard -> shard.expects(dt))
                .map(Fleet.Shard::schema)
                .filter(schema -> !present.contains(schema))
                .toList();
        if (!missing.isEmpty()) {
            throw new OperatorException(
                    "schemas are missing that fleet.json expects: " + missing + " on " + config.replicaSet() + " dt="
                            + dt + " (got " + present.size() + " schemas with tables)",
                    "restore them, or give them an 'until' day in fleet.json");
        }
    }

    private void warnOfVanished(LocalDate dt, List<PlannedTable> tables) throws IOException {
        Optional<Plan> before = documents.plan(dt.minusDays(1), config.replicaSet());
        if (before.isEmpty()) {
            return;
        }
        Set<TableRef> now = tables.stream().map(PlannedTable::table).collect(Collectors.toSet());
        for (PlannedTable table : before.get().tables()) {
            if (!now.contains(table.table())) {
                LOG.warn(
                        "table vanished since the plan before table=\"{}\" planned={}", table.table(), dt.minusDays(1));
            }
        }
    }
}
