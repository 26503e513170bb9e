package io.tracker.agent.publish;

import io.tracker.agent.catalog.CatalogTable;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.host.RunIdentity;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.Position;
import io.tracker.schemas.names.TableDay;
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
    private static final int DAYS_BACK = 7;

    private final DayDocuments documents;
    private final AgentConfig config;
    private final RunIdentity identity;
    private final Clock clock;
    private final History history;

    /**
     * A planner.
     *
     * @param history of this server
     */
    public DayPlanner(DayDocuments documents, AgentConfig config, RunIdentity identity, Clock clock, History history) {
        this.documents = documents;
        this.config = config;
        this.identity = identity;
        this.clock = clock;
        this.history = history;
    }

    /** What a server has executed. */
    public interface History {
        /** Whether it has executed all that a position names. */
        boolean holds(Position position) throws IOException;
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
        List<PlannedTable> all = catalog.stream().map(this::planned).toList();
        List<PlannedTable> tables = all.stream()
                .filter(planned -> config.selection().takes(planned.table()))
                .toList();
        if (tables.isEmpty()) {
            throw new OperatorException(
                    "server shows no tables: " + config.replicaSet() + " dt=" + dt
                            + " (got a catalog without tables, expected at least one)",
                    "a plan stands for ever, and one of nothing would hide a loss: look at the server's data, grants, and what the schemas. and tables. keys leave");
        }
        new SelectionGate(config.selection())
                .requireTables(all.stream().map(PlannedTable::table).toList());
        requireFleet(dt, tables);
        requireVanishedWereDropped(dt, tables);
        return new Plan(
                UUID.randomUUID().toString(),
                config.replicaSet(),
                dt,
                servers.stream().sorted().toList(),
                clock.instant(),
                identity.host(),
                config.selection().recorded(),
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
                    "restore them, take them out of schemas.exclude or tables.exclude, or give them an 'until' day in fleet.json");
        }
    }

    /**
     * A table of the last plan that is not there must have been dropped: by replication, which is the only way in which a replica without
     * transactions of its own changes. A server that has not executed what the table was backed up at has another history, and lost it.
     */
    private void requireVanishedWereDropped(LocalDate dt, List<PlannedTable> tables) throws IOException {
        Set<TableRef> now = tables.stream().map(PlannedTable::table).collect(Collectors.toSet());
        Optional<Plan> last = lastPlan(dt);
        if (last.isEmpty()) {
            return;
        }
        for (PlannedTable planned : last.get().tables()) {
            TableRef table = planned.table();
            if (now.contains(table) || !config.selection().takes(table)) {
                continue;
            }
            Optional<Manifest> manifest =
                    documents.manifest(new TableDay(table, last.get().dt()));
            if (manifest.isPresent() && !history.holds(manifest.get().snapshot().position())) {
                throw new OperatorException(
                        "table vanished without a DROP: " + table + ", planned for "
                                + last.get().dt() + " (this server lacks transactions that its backup held: "
                                + manifest.get().snapshot().position().gtid() + ")",
                        "see whether this server was restored from an older copy, or belongs to another replica set");
            }
            LOG.warn(
                    "table was dropped since the last plan table=\"{}\" planned={}",
                    table,
                    last.get().dt());
        }
    }

    private Optional<Plan> lastPlan(LocalDate dt) throws IOException {
        for (int days = 1; days <= DAYS_BACK; days++) {
            Optional<Plan> plan = documents.plan(dt.minusDays(days), config.replicaSet());
            if (plan.isPresent()) {
                return plan;
            }
        }
        return Optional.empty();
    }
}
