package io.tracker.agent;

import io.tracker.agent.catalog.CatalogReader;
import io.tracker.agent.catalog.CatalogTable;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.failure.NothingToDoException;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.publish.DayDocuments;
import io.tracker.agent.publish.DayPlanner;
import io.tracker.agent.publish.DaySurvey;
import io.tracker.agent.publish.SelectionGate;
import io.tracker.agent.publish.SupersedeOrder;
import io.tracker.agent.role.Role;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.TableName;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.ObjectStores;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.names.TableDay;
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

    /** The lines to print: what a backup of that day would do. */
    public List<String> describe(LocalDate dt) throws IOException, InterruptedException {
        return look(dt, this::owed);
    }

    /**
     * The lines to print: what superseding would do.
     *
     * @throws io.tracker.agent.failure.OperatorException if there is nothing to supersede
     */
    public List<String> describe(LocalDate dt, SupersedeOrder order) throws IOException, InterruptedException {
        return look(dt, day -> {
            PlannedTable planned = order.in(day.plan());
            int number =
                    order.of(new TableDay(planned.table(), dt), day.documents()).number();
            return List.of(
                    "  would publish manifest " + (number + 1) + " of " + planned.table() + ", superseding " + number,
                    "  would "
                            + describe(planned, Optional.ofNullable(day.tables().get(serverName(planned)))));
        });
    }

    /** What is seen of a day, without touching anything. */
    private record Day(Plan plan, DayDocuments documents, Map<TableName, CatalogTable> tables) {}

    /** What would be done with it. */
    @FunctionalInterface
    private interface Intention {
        List<String> of(Day day) throws IOException, InterruptedException;
    }

    private List<String> look(LocalDate dt, Intention intention) throws IOException, InterruptedException {
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
            new SelectionGate(config.selection()).requireAgrees(plan, SelectionGate.Purpose.BACKUP);
            List<String> lines = new ArrayList<>();
            lines.add("Dry run: nothing is stopped, nothing is written");
            lines.add("  server    " + replica.server().uuid() + " ("
                    + replica.server().version() + "), replica of "
                    + replica.channels().get(0).source());
            lines.add("  day       " + plan.dt() + " of " + plan.replicaSet() + " to " + store.root());
            lines.addAll(intention.of(new Day(
                    plan,
                    documents,
                    catalog.stream().collect(Collectors.toMap(CatalogTable::name, Function.identity())))));
            return lines;
        }
    }

    private List<String> owed(Day day) throws IOException, InterruptedException {
        DaySurvey survey = DaySurvey.of(day.plan(), day.documents());
        List<String> lines = new ArrayList<>();
        lines.add("  planned   " + day.plan().tables().size() + " tables; done "
                + survey.published().size() + ", ended otherwise "
                + survey.ended().size() + ", damaged " + survey.damaged().size() + ", owed "
                + survey.owed().size());
        for (PlannedTable planned : survey.owed()) {
            lines.add("  would "
                    + describe(planned, Optional.ofNullable(day.tables().get(serverName(planned)))));
        }
        return lines;
    }

    private static TableName serverName(PlannedTable planned) {
        return new TableName(planned.table().schema(), planned.table().table());
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
