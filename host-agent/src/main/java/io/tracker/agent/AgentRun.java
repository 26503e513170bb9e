package io.tracker.agent;

import io.tracker.agent.catalog.CatalogReader;
import io.tracker.agent.catalog.CatalogTable;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.cutoff.CutoffProver;
import io.tracker.agent.host.BackupDay;
import io.tracker.agent.host.HostLock;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.host.SecretFile;
import io.tracker.agent.progress.ProgressMeter;
import io.tracker.agent.publish.DayCloser;
import io.tracker.agent.publish.DayDocuments;
import io.tracker.agent.publish.DayPlanner;
import io.tracker.agent.publish.SelectionGate;
import io.tracker.agent.publish.SelectionGate.Purpose;
import io.tracker.agent.publish.SupersedeOrder;
import io.tracker.agent.publish.TablePublisher;
import io.tracker.agent.retry.RetryBudget;
import io.tracker.agent.role.Role;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.snapshot.IntentFile;
import io.tracker.agent.snapshot.Repair;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.ObjectStores;
import io.tracker.agent.table.RoundsReport;
import io.tracker.agent.throttle.HandControls;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.manifest.CutoffEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the host agent. Start here: {@link #run} is the table of contents.
 *
 * <p>Running it again is safe at any time: done work is skipped, unfinished work is finished.
 */
public final class AgentRun {
    private static final Logger LOG = LoggerFactory.getLogger(AgentRun.class);

    private final AgentConfig config;
    private final RunIdentity identity;
    private final ProgressMeter meter;
    private final Clock clock;
    private final ServerConnector server;
    private final ReplicaGate gate;
    private final IntentFile intent;
    private final HandControls hand;
    private final RetryBudget budget;

    /**
     * A run.
     *
     * @param hand what an operator does to it from outside
     */
    public AgentRun(AgentConfig config, RunIdentity identity, ProgressMeter meter, Clock clock, HandControls hand) {
        this.config = config;
        this.identity = identity;
        this.meter = meter;
        this.clock = clock;
        this.server = ServerOptions.connector(config.mysql(), identity);
        this.gate = new ReplicaGate(server, config.excessAllowed());
        this.intent = new IntentFile(config.stateDirectory());
        this.hand = hand;
        this.budget = RetryBudget.of(config.retry());
    }

    /**
     * Backs a day up, as far as it is not done.
     *
     * @throws io.tracker.agent.failure.RunEndedException if the run ends early for a reason of its own exit code
     * @throws IOException if something failed that concerns the whole run
     */
    public RunReport run(LocalDate dt) throws IOException, InterruptedException {
        return run(dt, Optional.empty());
    }

    /**
     * Takes one table of a day again, and publishes it with the next number. What stands is neither changed nor removed.
     *
     * @throws io.tracker.agent.failure.OperatorException if there is nothing to supersede
     */
    public RunReport supersede(LocalDate dt, SupersedeOrder order) throws IOException, InterruptedException {
        return run(dt, Optional.of(order));
    }

    private RunReport run(LocalDate dt, Optional<SupersedeOrder> order) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        BackupDay day = BackupDay.ended(dt, clock);
        try (HostLock lock = HostLock.take(config.stateDirectory())) {
            LOG.info(
                    "run begins run={} dt={} replica-set={} lock={}",
                    identity.run(),
                    dt,
                    config.replicaSet(),
                    lock.file());
            repair();
            requireSafeSecrets();
            hand.requireNotSkipped();
            Role.Replica replica = requireReplica();
            try (ObjectStore store = ObjectStores.open(config.store(), budget)) {
                DayDocuments documents = new DayDocuments(store);
                CutoffEvidence evidence = proveCutoff(day);
                Plan plan = readOrCreatePlan(documents, dt, replica);
                new SelectionGate(config.selection())
                        .requireAgrees(plan, order.isPresent() ? Purpose.SUPERSEDE : Purpose.BACKUP);
                TablePublisher publisher = publisher(documents, replica, evidence);
                DayWork work = order.isPresent()
                        ? DayWork.superseding(order.get(), documents, plan, publisher)
                        : DayWork.owed(documents, plan, publisher);
                RoundsReport tables = takeTables(work, day, store, replica);
                boolean complete = closeDay(documents, plan);
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                LOG.info("run ends run={} complete={} seconds={}", identity.run(), complete, took.toSeconds());
                return new RunReport(plan, evidence, work.survey(), tables, complete, took, budget.spent());
            }
        } finally {
            meter.waited(budget.spent());
        }
    }

    private void repair() throws IOException, InterruptedException {
        meter.step("repair");
        Repair.Result result = new Repair(server, intent).run();
        if (result != Repair.Result.NOTHING_LEFT) {
            LOG.warn("repair result={}", result);
        }
    }

    private Role.Replica requireReplica() throws IOException {
        meter.step("role");
        Role.Replica replica = gate.require();
        gate.requireGrants();
        return replica;
    }

    private void requireSafeSecrets() throws IOException {
        for (Path path : config.secretFiles()) {
            SecretFile file = SecretFile.look(path);
            file.requireNobodyElseWrites();
            if (file.state() == SecretFile.State.EVERYBODY_READS) {
                LOG.warn("everybody can read a file with a secret file={}", file.detail());
            }
        }
    }

    private CutoffEvidence proveCutoff(BackupDay day) throws IOException, InterruptedException {
        meter.step("cutoff");
        day.requireSnapshotInTime(clock, config.cutoff().latestSnapshot());
        CutoffEvidence evidence = new CutoffProver(server, ServerOptions.cutoff(config), clock)
                .prove(day.cutoff(), config.cutoff().deadline(), hand::requireWanted);
        LOG.info(
                "cutoff proved cutoff={} proof={} details={}", evidence.cutoff(), evidence.proof(), evidence.details());
        return evidence;
    }

    private Plan readOrCreatePlan(DayDocuments documents, LocalDate dt, Role.Replica replica) throws IOException {
        meter.step("plan");
        List<CatalogTable> catalog = new CatalogReader(server).tables();
        return new DayPlanner(documents, config, identity, clock, new ServerHistory(server))
                .readOrCreate(dt, replica.servers(), catalog);
    }

    private TablePublisher publisher(DayDocuments documents, Role.Replica replica, CutoffEvidence evidence) {
        return new TablePublisher(documents, new RoleReader(server), replica, evidence, identity, clock);
    }

    private RoundsReport takeTables(DayWork work, BackupDay day, ObjectStore store, Role.Replica replica)
            throws IOException, InterruptedException {
        meter.step("tables");
        DayTables.Outside outside = new DayTables.Outside(hand, budget, () -> {
            gate.requireStill();
            proveCutoff(day);
            meter.step("tables");
        });
        return new DayTables(config, identity, meter, clock, server, intent, outside).take(work, day, store, replica);
    }

    private boolean closeDay(DayDocuments documents, Plan plan) throws IOException {
        meter.step("complete");
        DayCloser closer = new DayCloser(documents, new CatalogReader(server), identity, clock);
        closer.writeDdl(plan);
        return closer.completeIfAllIn(plan);
    }
}
