package io.tracker.agent;

import io.tracker.agent.catalog.CatalogReader;
import io.tracker.agent.catalog.CatalogTable;
import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.host.BackupDay;
import io.tracker.agent.retry.RetryBudget;
import io.tracker.agent.role.Role;
import io.tracker.agent.server.EndCause;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.SnapshotEndedException;
import io.tracker.agent.server.TableName;
import io.tracker.agent.snapshot.Repair;
import io.tracker.agent.snapshot.Snapshot;
import io.tracker.agent.snapshot.SnapshotTaker;
import io.tracker.agent.table.TableClaims;
import io.tracker.agent.table.TableRounds;
import io.tracker.agent.throttle.Throttle;
import io.tracker.agent.watchdog.Watchdog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each round what it begins with, unless the run must stop or the day is too far gone. A server that does not answer is waited for;
 * after a restart it must prove anew what it proved at the begin.
 */
record SnapshotRounds(
        ServerConnector server,
        SnapshotTaker taker,
        Role.Replica replica,
        Watchdog watchdog,
        Throttle throttle,
        RetryBudget budget,
        Recovery recovery,
        Deadline deadline)
        implements TableRounds.RoundSource {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRounds.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** Until when a snapshot still counts for the day. */
    record Deadline(BackupDay day, Duration latestSnapshot, Clock clock) {
        void require() {
            day.requireSnapshotInTime(clock, latestSnapshot);
        }
    }

    /**
     * What happens after the server was away.
     *
     * @param guard notices it
     * @param claims are given back meanwhile, so that another agent need not wait
     * @param repair of what a stop of the applier that was cut short left behind
     * @param proof that it is a replica, and has applied all that it must
     */
    record Recovery(RestartGuard guard, TableClaims claims, Repair repair, Proof proof) {
        /** A proof. */
        interface Proof {
            /** Waits until it is proved, or throws. */
            void require() throws IOException, InterruptedException;
        }
    }

    @Override
    public Set<TableName> present() throws IOException, InterruptedException {
        return patiently(() -> new CatalogReader(server)
                .tables().stream().map(CatalogTable::name).collect(Collectors.toSet()));
    }

    @Override
    public void requireRunning() {
        watchdog.check();
        deadline.require();
    }

    @Override
    public Snapshot snapshot() throws IOException, InterruptedException {
        Snapshot snapshot = patiently(() -> {
            awaitNoPauseByHand();
            recovery.repair().run();
            if (recovery.guard().restarted()) {
                LOG.warn("server was started anew: role and cutoff are proved again");
                recovery.proof().require();
                recovery.guard().accept();
            }
            return taker.take(replica);
        });
        throttle.snapshotTaken();
        return snapshot;
    }

    @Override
    public boolean renewalDue(Duration age) {
        return throttle.renewalDue(age);
    }

    private void awaitNoPauseByHand() throws InterruptedException {
        if (throttle.pausedByHand()) {
            recovery.claims().giveBack();
        }
        while (throttle.pausedByHand()) {
            Thread.sleep(LOOK_AGAIN.toMillis());
            requireRunning();
        }
    }

    /** A step that asks the server. */
    private interface Step<T> {
        T take() throws IOException, InterruptedException;
    }

    private <T> T patiently(Step<T> step) throws IOException, InterruptedException {
        try (RetryBudget.Wait wait = budget.begin("the server")) {
            while (true) {
                requireRunning();
                try {
                    requireSeen();
                    return step.take();
                } catch (NotYetException e) {
                    // after a restart replication takes a moment to run
                    if (!recovery.guard().restarted() || !wait.pause(e.getMessage())) {
                        throw e;
                    }
                } catch (IOException e) {
                    if (isTransient(e)) {
                        recovery.claims().giveBack();
                    }
                    if (!isTransient(e) || !wait.pause(e.getMessage())) {
                        requireSeenAtLast();
                        throw e;
                    }
                }
            }
        }
    }

    private void requireSeen() throws SnapshotEndedException {
        Optional<EndCause> lost = server.rowSessions().lost();
        if (lost.isPresent()) {
            throw new SnapshotEndedException(lost.get().message());
        }
    }

    /** What was waited for in vain ends the run as a promotion does: another replica may do better. */
    private void requireSeenAtLast() {
        Optional<EndCause> lost = server.rowSessions().lost();
        if (lost.isPresent()) {
            throw lost.get().stopped();
        }
        requireRunning();
    }

    private static boolean isTransient(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SnapshotEndedException || (cause instanceof ServerException of && of.isTransient())) {
                return true;
            }
        }
        return false;
    }
}
