package io.tracker.agent.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.store.FaultyObjectStore;
import io.tracker.agent.store.FaultyObjectStore.Fault;
import io.tracker.agent.table.TableClaims.Claim;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.names.TableDay;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LeasesTest {
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final Plan PLAN = LeaseUnitsTest.plan(List.of(
            LeaseUnitsTest.table("large", 1L << 30),
            LeaseUnitsTest.table("small", 7),
            LeaseUnitsTest.table("tiny", 5)));
    private static final TableDay LARGE = day(0);
    private static final TableDay SMALL = day(1);
    private static final TableDay TINY = day(2);

    private final FaultyObjectStore store = new FaultyObjectStore();
    private final AtomicLong nanos = new AtomicLong();

    private static TableDay day(int table) {
        return new TableDay(PLAN.tables().get(table).table(), PLAN.dt());
    }

    private Leases leases(String agent, String run) {
        return leases(agent, run, Clock.systemUTC());
    }

    private Leases leases(String agent, String run, Clock clock) {
        return new Leases(
                store,
                PLAN,
                List.of(LARGE, SMALL, TINY),
                new RunIdentity(run, "db-" + agent, "1"),
                agent,
                TTL,
                clock,
                nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void givesATableToOneAgentAndABatchWithIt() {
        Leases one = leases("a", "run-1");
        Leases two = leases("b", "run-2");
        assertEquals(Claim.OURS, one.claim(SMALL));
        assertEquals(Claim.OURS, two.claim(LARGE));
        assertEquals(Claim.ELSEWHERE, two.claim(SMALL));
        assertEquals(Claim.ELSEWHERE, two.claim(TINY));
        assertEquals(Claim.ELSEWHERE, one.claim(LARGE));
        assertEquals(Claim.OURS, one.claim(TINY));
        assertEquals(Claim.OURS, one.claim(SMALL));
    }

    @Test
    void takesOverWhatWasSilentForTheTimeToLiveAndHalfOfIt() {
        Leases silent = leases("a", "run-1");
        Leases other = leases("b", "run-2");
        assertEquals(Claim.OURS, silent.claim(LARGE));
        assertEquals(Claim.ELSEWHERE, other.claim(LARGE));
        pass(TTL);
        assertEquals(Claim.ELSEWHERE, other.claim(LARGE));
        pass(TTL.dividedBy(2).plusMillis(1));
        assertEquals(Claim.OURS_AFTER_ANOTHER, other.claim(LARGE));
        // the first agent wakes up and goes on: what stands in the store decides between the two
        assertEquals(Claim.OURS, silent.claim(LARGE));
        assertEquals(Claim.ELSEWHERE, leases("c", "run-3").claim(LARGE));
    }

    @Test
    void leavesALeaseWhoseHolderGivesSignsOfLife() {
        Leases holder = leases("a", "run-1");
        Leases other = leases("b", "run-2");
        assertEquals(Claim.OURS, holder.claim(LARGE));
        for (int i = 0; i < 20; i++) {
            assertEquals(Claim.ELSEWHERE, other.claim(LARGE));
            pass(TTL);
            holder.beatAll();
        }
        assertEquals(Claim.ELSEWHERE, other.claim(LARGE));
    }

    @Test
    void clocksThatAreHoursOffNeitherShortenNorProlongALease() {
        for (int hours : List.of(-9, 9)) {
            store.objects().clear();
            Leases holder = leases("a", "run-1", Clock.offset(Clock.systemUTC(), Duration.ofHours(hours)));
            Leases other = leases("b", "run-2", Clock.offset(Clock.systemUTC(), Duration.ofHours(-hours)));
            assertEquals(Claim.OURS, holder.claim(LARGE));
            assertEquals(Claim.ELSEWHERE, other.claim(LARGE));
            pass(TTL);
            holder.beatAll();
            assertEquals(Claim.ELSEWHERE, other.claim(LARGE));
            pass(TTL.multipliedBy(3).dividedBy(2));
            assertEquals(Claim.ELSEWHERE, other.claim(LARGE));
            pass(Duration.ofMillis(1));
            pass(TTL.dividedBy(8));
            assertEquals(Claim.OURS_AFTER_ANOTHER, other.claim(LARGE));
        }
    }

    @Test
    void takesAtOnceWhatTheHolderGaveBack() {
        Leases holder = leases("a", "run-1");
        Leases other = leases("b", "run-2");
        assertEquals(Claim.OURS, holder.claim(LARGE));
        assertEquals(Claim.ELSEWHERE, other.claim(LARGE));
        holder.close();
        pass(TTL.dividedBy(8));
        assertEquals(Claim.OURS_AFTER_ANOTHER, other.claim(LARGE));
    }

    @Test
    void whatIsGivenBackForAWhileIsOthersAtOnceAndIsClaimedAnewAfterwards() {
        Leases holder = leases("a", "run-1");
        Leases other = leases("b", "run-2");
        assertEquals(Claim.OURS, holder.claim(SMALL));
        assertEquals(Claim.OURS, holder.claim(LARGE));
        holder.done(SMALL);
        holder.giveBack();
        assertEquals(Claim.OURS_AFTER_ANOTHER, other.claim(LARGE));
        assertEquals(Claim.ELSEWHERE, holder.claim(LARGE));
        assertEquals(Claim.OURS_AFTER_ANOTHER, holder.claim(TINY));
        holder.done(TINY);
        assertTrue(!beatChangesTheStore(holder), "nothing is left of the batch");
    }

    @Test
    void takesAtOnceWhatADeadRunOfTheSameInstallationHolds() {
        assertEquals(Claim.OURS, leases("a", "run-1").claim(LARGE));
        assertEquals(Claim.OURS_AFTER_ANOTHER, leases("a", "run-2").claim(LARGE));
    }

    @Test
    void givesNoSignOfLifeForWhatIsDone() {
        Leases holder = leases("a", "run-1");
        assertEquals(Claim.OURS, holder.claim(SMALL));
        holder.done(SMALL);
        assertTrue(beatChangesTheStore(holder), "one table of the batch is left");
        holder.done(TINY);
        assertTrue(!beatChangesTheStore(holder), "the batch is done");
    }

    private boolean beatChangesTheStore(Leases holder) {
        String before = heartbeats();
        holder.beatAll();
        return !before.equals(heartbeats());
    }

    private String heartbeats() {
        StringBuilder text = new StringBuilder();
        store.objects().forEach((key, body) -> text.append(key).append(new String(body, StandardCharsets.UTF_8)));
        return text.toString();
    }

    @Test
    void aLostReplyIsNoLostLeaseAndARefusalNoLostTable() {
        Leases one = leases("a", "run-1");
        store.failCreations(Fault.LOST_AFTER_APPLY, Fault.REFUSED, Fault.LOST_BEFORE_APPLY);
        assertEquals(Claim.OURS, one.claim(LARGE));
        // the store refuses leases: the work goes on without
        assertEquals(Claim.OURS_AFTER_ANOTHER, one.claim(SMALL));
        // nobody can say: the next look finds out
        assertEquals(Claim.ELSEWHERE, one.claim(TINY));
        assertEquals(Claim.OURS, one.claim(TINY));
    }
}
