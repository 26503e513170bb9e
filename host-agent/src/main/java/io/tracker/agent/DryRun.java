package io.tracker.agent;

import io.tracker.agent.catalog.CatalogReader;
import io.tracker.agent.catalog.CatalogTable;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.failure.NothingToDoException;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.publish.DayDocuments;
import io.tracker.agent.publish.DayPlanner;
import io.tracker.agent.publish.DaySurvey;
import io.tracker.agent.role.Role;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.TableName;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.ObjectStores;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what a run would do now. It stops nothing, waits for nothing and writes nothing. */
public final class DryRun {
    private final AgentConfig config;
    private final RunIdentity identity;
    private final Clock clock;

    public DryRun(AgentConfig config, RunIdentity identity, Clock clock) {
        this.config = config;
        this.identity = identity;
        this.clock = clock;
    }

    /** The lines to print. */
    public List<String> describe(LocalDate dt) throws IOException, InterruptedException {
        ServerConnector server = ServerOptions.connector(config.mysql(), identity);
        Role role = new RoleReader(server).read();
        if (role instanceof Role.NotReplica not) {
            throw new NothingToDoException(not.reason(), "a replica of this replica set does the work");
        }
        Role.Replica replica = (Role.Replica) role;
        List<CatalogTable> catalog = new CatalogReader(server).tables();
        try (ObjectStore store = ObjectStores.open(config.store())) {
            DayDocuments documents = new DayDocuments(store);
            Plan plan = new DayPlanner(documents, config, identity, clock, new ServerHistory(server))
                    .readOrPropose(dt, replica.servers(), catalog);
            return lines(replica, plan, DaySurvey.of(plan, documents), catalog, store.root());
        }
    }

    private List<String> lines(
            Role.Replica replica, Plan plan, DaySurvey survey, List<CatalogTable> catalog, String root) {
        Map<TableName, CatalogTable> tables =
                catalog.stream().collect(Collectors.toMap(CatalogTable::name, Function.identity()));
        List<String> lines = new ArrayList<>();
        lines.add("Dry run: nothing is stopped, nothing is written");
        lines.add("  server    " + replica.server().uuid() + " ("
                + replica.server().version() + "), replica of "
                + replica.channels().get(0).source());
        lines.add("  day       " + plan.dt() + " of " + plan.replicaSet() + " to " + root);
        lines.add("  planned   " + plan.tables().size() + " tables; done "
                + survey.published().size() + ", ended otherwise "
                + survey.ended().size() + ", damaged " + survey.damaged().size() + ", owed "
                + survey.owed().size());
        for (PlannedTable planned : survey.owed()) {
            TableName name =
                    new TableName(planned.table().schema(), planned.table().table());
            lines.add("  would " + describe(planned, Optional.ofNullable(tables.get(name))));
        }
        return lines;
    }

    private String describe(PlannedTable planned, Optional<CatalogTable> found) {
        if (found.isEmpty()) {
            return "record as dropped: " + planned.table();
        }
        CatalogTable table = found.get();
        if (table.refusal().isPresent()) {
            return "refuse: " + planned.table() + ": " + table.refusal().get();
        }
        long chunkRows = config.reading().chunkRows();
        long chunks = Math.max(1, (table.estimatedRows() + chunkRows - 1) / chunkRows);
        return "take: " + planned.table() + ": about " + table.estimatedRows() + " rows, " + table.estimatedBytes()
                + " bytes, at most " + chunks + (chunks == 1 ? " chunk" : " chunks");
    }
}
