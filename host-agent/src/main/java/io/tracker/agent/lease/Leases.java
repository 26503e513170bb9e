package io.tracker.agent.lease;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.table.TableClaims;
import io.tracker.schemas.day.Lease;
import io.tracker.schemas.day.LeaseHeartbeat;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the work of a day among the agents of a replica set: who holds the lease of a table takes it, the others leave it alone.
 *
 * <p>A holder gives signs of life. An agent that has seen none for the time to live and half of it again, by its own monotonic clock,
 * takes the lease over; so no two clocks are ever compared. A lease saves work and decides nothing: when the store refuses one, or a
 * paused holder wakes up, two agents take the same table, and the manifest that stands first counts. Thread safe.
 */
public final class Leases implements TableClaims {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final int BEATS_IN_A_LIFE = 3;
    private static final int LOOKS_IN_A_LIFE = 8;

    private final LeaseDocuments documents;
    private final LeaseUnits units;
    private final RunIdentity identity;
    private final String agent;
    private final Duration timeToLive;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Map<Integer, Held> held = new ConcurrentHashMap<>();
    private final Map<Integer, Sighting> sightings = new HashMap<>();
    private final Map<Integer, Integer> owed;
    private final ScheduledExecutorService beats;

    /** A lease that is ours. */
    private static final class Held {
        private final Lease lease;
        private int left;
        private long beat;

        Held(Lease lease, int left) {
            this.lease = lease;
            this.left = left;
        }
    }

    /** What was seen of another agent's lease, and since when it is so. */
    private record Sighting(Lease lease, Optional<LeaseHeartbeat> heartbeat, long sinceNanos, long lookedAtNanos) {
        boolean same(Lease other, Optional<LeaseHeartbeat> otherHeartbeat) {
            return lease.equals(other) && heartbeat.equals(otherHeartbeat);
        }
    }

    Leases(
            ObjectStore store,
            Plan plan,
            Collection<TableDay> owed,
            RunIdentity identity,
            String agent,
            Duration timeToLive,
            Clock clock,
            LongSupplier nanoTime) {
        this.documents = new LeaseDocuments(store, plan);
        this.units = LeaseUnits.of(plan);
        this.owed = owed.stream().collect(Collectors.toMap(table -> units.of(table.table()), table -> 1, Integer::sum));
        this.identity = identity;
        this.agent = agent;
        this.timeToLive = timeToLive;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.beats = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tracker-leases");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to share the work of a plan.
     *
     * @param owed the tables that are left of it
     * @param agent identity of this installation, which runs once at a time: an earlier run's lease is free
     * @param timeToLive how long a lease lasts without a sign of life
     */
    public static Leases begin(
            ObjectStore store,
            Plan plan,
            Collection<TableDay> owed,
            RunIdentity identity,
            String agent,
            Duration timeToLive,
            Clock clock) {
        Leases leases = new Leases(store, plan, owed, identity, agent, timeToLive, clock, System::nanoTime);
        long interval = timeToLive.toMillis() / BEATS_IN_A_LIFE;
        ScheduledFuture<?> unused =
                leases.beats.scheduleWithFixedDelay(leases::beatAll, interval, interval, TimeUnit.MILLISECONDS);
        return leases;
    }

    @Override
    public synchronized Claim claim(TableDay table) {
        int unit = units.of(table.table());
        Held mine = held.get(unit);
        if (mine != null) {
            return claimOf(mine.lease);
        }
        Sighting seen = sightings.get(unit);
        if (seen != null && nanoTime.getAsLong() - seen.lookedAtNanos() < timeToLive.toNanos() / LOOKS_IN_A_LIFE) {
            return Claim.ELSEWHERE;
        }
        try {
            return claim(unit);
        } catch (IOException | OperatorException e) {
            LOG.warn(
                    "lease not to be had unit={} table=\"{}\" reason=\"{}\"; taken without one",
                    unit,
                    table,
                    e.getMessage());
            return Claim.OURS_AFTER_ANOTHER;
        }
    }

    /** A lease whose tables all have their outcome needs no sign of life any more. */
    @Override
    public synchronized void done(TableDay table) {
        int unit = units.of(table.table());
        Held mine = held.get(unit);
        if (mine != null && --mine.left == 0) {
            held.remove(unit);
        }
    }

    private Claim claim(int unit) throws IOException {
        Optional<Lease> highest = documents.highest(unit);
        if (highest.isPresent() && !isFree(highest.get())) {
            return Claim.ELSEWHERE;
        }
        Plan plan = documents.plan();
        Lease lease = new Lease(
                UUID.randomUUID().toString(),
                plan.replicaSet(),
                plan.dt(),
                unit,
                1 + highest.map(Lease::generation).orElse(0),
                agent,
                identity.host(),
                identity.run(),
                clock.instant());
        if (!documents.create(lease)) {
            return Claim.ELSEWHERE;
        }
        highest.ifPresent(before -> LOG.info(
                "lease taken over unit={} generation={} from-host={} from-run={}",
                unit,
                lease.generation(),
                before.host(),
                before.run()));
        Held mine = new Held(lease, owed.getOrDefault(unit, 0));
        held.put(unit, mine);
        beat(mine, false);
        return claimOf(lease);
    }

    private static Claim claimOf(Lease lease) {
        return lease.generation() == 1 ? Claim.OURS : Claim.OURS_AFTER_ANOTHER;
    }

    private boolean isFree(Lease lease) throws IOException {
        if (lease.agent().equals(agent)) {
            return true;
        }
        Optional<LeaseHeartbeat> heartbeat = documents.heartbeat(lease);
        if (heartbeat.isPresent() && heartbeat.get().ended()) {
            return true;
        }
        long now = nanoTime.getAsLong();
        Sighting before = sightings.get(lease.unit());
        long since = before != null && before.same(lease, heartbeat) ? before.sinceNanos() : now;
        sightings.put(lease.unit(), new Sighting(lease, heartbeat, since, now));
        return now - since > timeToLive.toNanos() * 3 / 2;
    }

    void beatAll() {
        held.values().forEach(mine -> beat(mine, false));
    }

    private void beat(Held mine, boolean ended) {
        synchronized (mine) {
            try {
                mine.beat++;
                documents.beat(mine.lease, new LeaseHeartbeat(mine.lease.nonce(), mine.beat, ended));
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "lease sign of life failed unit={} reason=\"{}\"",
                        mine.lease.unit(),
                        Objects.requireNonNullElse(e.getMessage(), e.toString()));
            }
        }
    }

    @Override
    public synchronized void giveBack() {
        held.forEach((unit, mine) -> {
            // the next lease of the unit is for what is left of it
            owed.put(unit, mine.left);
            beat(mine, true);
        });
        held.clear();
    }

    /** Gives all leases back: what is not done is anybody's at once. */
    @Override
    public void close() {
        beats.shutdownNow();
        giveBack();
    }
}
