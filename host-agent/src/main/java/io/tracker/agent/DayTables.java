package io.tracker.agent;

import io.tracker.agent.catalog.CatalogReader;
import io.tracker.agent.catalog.CatalogTable;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.host.AgentId;
import io.tracker.agent.host.BackupDay;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.lease.Leases;
import io.tracker.agent.progress.ProgressMeter;
import io.tracker.agent.publish.TablePublisher;
import io.tracker.agent.retry.RetryBudget;
import io.tracker.agent.role.Role;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.TableName;
import io.tracker.agent.snapshot.IntentFile;
import io.tracker.agent.snapshot.Repair;
import io.tracker.agent.snapshot.SnapshotTaker;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.table.RoundsReport;
import io.tracker.agent.table.TableClaims;
import io.tracker.agent.table.TableRounds;
import io.tracker.agent.table.TableSteps;
import io.tracker.agent.throttle.HandControls;
import io.tracker.agent.throttle.Throttle;
import io.tracker.agent.watchdog.Watchdog;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the tables of a run, under the eyes of the watchdog, and shares them with other agents. */
final class DayTables {
    private static final Logger LOG = LoggerFactory.getLogger(DayTables.class);

    private final AgentConfig config;
    private final RunIdentity identity;
    private final ProgressMeter meter;
    private final Clock clock;
    private final ServerConnector server;
    private final IntentFile intent;
    private final Outside outside;
    private final CatalogReader catalog;
    private final RoundsReport report = new RoundsReport();

    /**
     * What a run depends on beside its own work.
     *
     * @param hand what an operator does to it
     * @param budget how long it waits for what does not answer
     * @param proof of role and cutoff, after the server was started anew
     */
    record Outside(HandControls hand, RetryBudget budget, SnapshotRounds.Recovery.Proof proof) {}

    DayTables(
            AgentConfig config,
            RunIdentity identity,
            ProgressMeter meter,
            Clock clock,
            ServerConnector server,
            IntentFile intent,
            Outside outside) {
        this.config = config;
        this.identity = identity;
        this.meter = meter;
        this.clock = clock;
        this.server = server;
        this.intent = intent;
        this.outside = outside;
        this.catalog = new CatalogReader(server);
    }

    RoundsReport take(DayWork work, BackupDay day, ObjectStore store, Role.Replica replica)
            throws IOException, InterruptedException {
        work.survey().damaged().forEach(damaged -> report.failed(damaged.table(), damaged.failure()));
        List<PlannedTable> owed = urgentFirst(recordRefused(work, day));
        meter.expect(
                owed.size(),
                owed.stream().mapToLong(PlannedTable::estimatedBytes).sum());
        if (owed.isEmpty()) {
            return report;
        }
        List<TableDay> tables = owed.stream()
                .map(table -> new TableDay(table.table(), day.dt()))
                .toList();
        Throttle throttle = new Throttle(config.throttle(), outside.hand());
        try (Watchdog watchdog =
                        Watchdog.start(server, replica, config.watchdogInterval(), throttle, outside.budget()::end);
                TableClaims claims = claims(work, tables, store)) {
            SnapshotTaker taker =
                    new SnapshotTaker(server, intent, config.reading().connections(), clock);
            SnapshotRounds rounds = new SnapshotRounds(
                    server,
                    taker,
                    replica,
                    watchdog,
                    throttle,
                    outside.budget(),
                    new SnapshotRounds.Recovery(
                            RestartGuard.of(server), claims, new Repair(server, intent), outside.proof()),
                    new SnapshotRounds.Deadline(day, config.cutoff().latestSnapshot(), clock));
            TableSteps steps =
                    new TableSteps(config, store, work.publisher(), claims, identity, meter, throttle.pace(), clock);
            takeOrEndWaiting(new TableRounds(rounds, steps), tables);
        } finally {
            report.throttled(throttle.sums());
            meter.heldBack(report.throttled(), throttle.longestLag());
        }
        return report;
    }

    /** The survey's order, the largest first, stays among tables that are urgent alike. */
    private List<PlannedTable> urgentFirst(List<PlannedTable> owed) {
        return owed.stream()
                .sorted(Comparator.comparingInt(planned -> config.selection().rank(planned.table())))
                .toList();
    }

    /** What ends the run ends all waiting too, such as that of leases for a store which does not answer. */
    private void takeOrEndWaiting(TableRounds rounds, List<TableDay> tables) throws IOException, InterruptedException {
        boolean done = false;
        try {
            rounds.take(tables, report);
            done = true;
        } finally {
            if (!done) {
                outside.budget().end();
            }
        }
    }

    private TableClaims claims(DayWork work, List<TableDay> owed, ObjectStore store) {
        if (!work.shared() || config.leaseTimeToLive().isEmpty()) {
            return TableClaims.ALL;
        }
        String agent = AgentId.of(config.stateDirectory(), identity);
        return Leases.begin(
                store,
                work.plan(),
                owed,
                identity,
                agent,
                config.leaseTimeToLive().get(),
                clock);
    }

    /** Tables that no snapshot can hold end here, by name and with their reason; the others are left. */
    private List<PlannedTable> recordRefused(DayWork work, BackupDay day) throws IOException {
        TablePublisher publisher = work.publisher();
        Map<TableName, String> refusals = catalog.tables().stream()
                .filter(table -> table.refusal().isPresent())
                .collect(Collectors.toMap(
                        CatalogTable::name, table -> table.refusal().orElseThrow()));
        List<PlannedTable> left = new ArrayList<>();
        for (PlannedTable planned : work.survey().owed()) {
            TableDay table = new TableDay(planned.table(), day.dt());
            String refusal = refusals.get(
                    new TableName(table.table().schema(), table.table().table()));
            if (refusal == null) {
                left.add(planned);
            } else {
                publisher.recordRefused(table, refusal);
                report.refused(table, refusal);
                LOG.warn("table refused table=\"{}\" reason=\"{}\"", table, refusal);
            }
        }
        return left;
    }
}
