package io.tracker.agent.throttle;

import io.tracker.agent.config.ThrottleConfig;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.server.EndCause;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Makes the agent yield to the server: from the samples that the watchdog takes it sets the pace of reading, asks for a new snapshot, or
 * ends the run. {@link #sample} is for the watchdog's thread, the rest for any.
 */
public final class Throttle {
    /** A snapshot younger than this is not what the history list is long for. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private static final String GOES_ON = "what is done stays, and the next run goes on; see ";
    private static final String NEW_SNAPSHOT = "new-snapshot";
    private static final String SLOW = PaceLevel.SLOW.word();

    private final ThrottleConfig limits;
    private final HandControls hand;
    private final LongSupplier nanoTime;
    private final LoadReader reader;
    private final Gauge lag;
    private final Gauge threads;
    private final ReadingPace pace;
    private final ActionLedger ledger = new ActionLedger();
    private final ByteRate rate = new ByteRate();
    private long pausedByHandSince;
    private boolean pausedByHand;
    private boolean toldTooLong;
    private volatile long longestLagMillis;
    private volatile OptionalLong historyList = OptionalLong.empty();

    public Throttle(ThrottleConfig limits, HandControls hand) {
        this(limits, hand, System::nanoTime);
    }

    Throttle(ThrottleConfig limits, HandControls hand, LongSupplier nanoTime) {
        this.limits = limits;
        this.hand = hand;
        this.nanoTime = nanoTime;
        this.reader = new LoadReader(nanoTime);
        this.lag = new Gauge(limits.lag(), limits.longestPause(), limits.giveUp());
        this.threads = new Gauge(limits.threads(), limits.longestPause(), limits.giveUp());
        this.pace = new ReadingPace(limits.bytesPerSecond(), limits.longestPause());
    }

    /** Where readers wait. */
    public ReadingPace pace() {
        return pace;
    }

    /** Whether an operator wants the run to end; looked at also while the server is not to be seen. */
    public Optional<EndCause> stopByHand() {
        return hand.stop();
    }

    /** Whether an operator wants nothing to be read now. */
    public boolean pausedByHand() {
        return hand.pause().isPresent();
    }

    /**
     * Takes a sample and acts on it.
     *
     * @param ours how many of the server's connections read rows for us
     * @return why the row sessions must end; empty if they need not
     * @throws ServerException if the connection is gone
     */
    public Optional<EndCause> sample(ServerSession session, List<ReplicaChannel> channels, int ours)
            throws ServerException {
        return act(reader.read(session, channels, ours), ours);
    }

    Optional<EndCause> act(ServerLoad load, int ours) {
        long now = nanoTime.getAsLong();
        historyList = load.historyList();
        longestLagMillis = Math.max(longestLagMillis, load.lagMillis().orElse(0));
        PaceLevel byLag = level(ThrottleReason.LAG, lag, load.lagMillis(), now);
        PaceLevel byThreads = level(ThrottleReason.THREADS, threads, load.threads(), now);
        pace.set(byLag.or(byThreads).or(levelByHand(now)));
        tellRate(now);
        return gaveUp(ThrottleReason.LAG, lag, load.lagMillis(), now)
                .or(() -> gaveUp(ThrottleReason.THREADS, threads, load.threads(), now))
                .or(this::tooMuchUndo)
                .or(() -> pausedTooLong(ours, now));
    }

    /**
     * Whether the tables that are left are to be read from a new snapshot; asked between tables.
     *
     * @param age of the snapshot, by the monotonic clock
     */
    public boolean renewalDue(Duration age) {
        long now = nanoTime.getAsLong();
        Duration oldest = limits.snapshotMaxAge();
        if (!oldest.isZero() && age.compareTo(oldest) >= 0) {
            renew(ThrottleReason.SNAPSHOT_AGE, age.toMillis(), oldest.toMillis(), now);
            return true;
        }
        OptionalLong undo = historyList;
        long renewAbove = limits.undo().renew();
        if (renewAbove > 0 && undo.isPresent() && undo.getAsLong() > renewAbove && age.compareTo(YOUNG) >= 0) {
            renew(ThrottleReason.HISTORY_LIST, undo.getAsLong(), renewAbove, now);
            return true;
        }
        return false;
    }

    private void renew(ThrottleReason reason, long got, long limit, long now) {
        ledger.acts(reason, NEW_SNAPSHOT, reason.text(got), reason.text(limit), now);
    }

    /** Says that a snapshot was taken. */
    public void snapshotTaken() {
        long now = nanoTime.getAsLong();
        ledger.rests(ThrottleReason.SNAPSHOT_AGE, "a new snapshot", now);
        ledger.rests(ThrottleReason.HISTORY_LIST, "a new snapshot", now);
    }

    /** The longest lag of all samples. */
    public Duration longestLag() {
        return Duration.ofMillis(longestLagMillis);
    }

    /** What was done, by reason; for the end of a run. */
    public List<ThrottleSum> sums() {
        return ledger.close(nanoTime.getAsLong());
    }

    private PaceLevel level(ThrottleReason reason, Gauge gauge, OptionalLong value, long now) {
        PaceLevel level = gauge.sample(value, now);
        String got = value.isPresent() ? reason.text(value.getAsLong()) : "nothing";
        if (level == PaceLevel.FREE) {
            ledger.rests(reason, got, now);
        } else {
            ledger.acts(reason, level.word(), got, reason.text(gauge.limitOf(level)), now);
        }
        return level;
    }

    private PaceLevel levelByHand(long now) {
        Optional<String> reason = hand.pause();
        if (reason.isEmpty()) {
            pausedByHand = false;
            toldTooLong = false;
            ledger.rests(ThrottleReason.BY_HAND, "no pause any more", now);
            return PaceLevel.FREE;
        }
        if (!pausedByHand) {
            pausedByHand = true;
            pausedByHandSince = now;
        }
        ledger.acts(ThrottleReason.BY_HAND, PaceLevel.PAUSE.word(), reason.get(), "none", now);
        return PaceLevel.PAUSE;
    }

    private void tellRate(long now) {
        OptionalLong perSecond = rate.sample(pace.bytes(), now);
        if (perSecond.isEmpty()) {
            return;
        }
        boolean held = pace.takeHeld();
        ThrottleReason reason = ThrottleReason.BYTES_PER_SECOND;
        String got = reason.text(perSecond.getAsLong());
        if (held) {
            ledger.acts(reason, SLOW, got, reason.text(limits.bytesPerSecond()), now);
        } else if (perSecond.getAsLong() == 0) {
            ledger.rests(reason, got, now);
        }
    }

    private Optional<EndCause> gaveUp(ThrottleReason reason, Gauge gauge, OptionalLong value, long now) {
        if (!gauge.givesUp(now)) {
            return Optional.empty();
        }
        String got = value.isPresent() ? reason.text(value.getAsLong()) : "no value now";
        return Optional.of(new EndCause(
                EndCause.Kind.RUN_STOPPED,
                "Limit is exceeded for too long: " + reason.word() + " (got " + got + ", expected at most "
                        + reason.text(gauge.limitOf(PaceLevel.PAUSE)) + " within "
                        + limits.giveUp().toSeconds() + " s)",
                GOES_ON + "throttle.give-up"));
    }

    private Optional<EndCause> tooMuchUndo() {
        long most = limits.undo().giveUp();
        OptionalLong undo = historyList;
        if (most == 0 || undo.isEmpty() || undo.getAsLong() <= most) {
            return Optional.empty();
        }
        return Optional.of(new EndCause(
                EndCause.Kind.RUN_STOPPED,
                "Limit is exceeded: history-list (got " + undo.getAsLong() + ", expected at most " + most + ")",
                GOES_ON + "throttle.history-list-give-up"));
    }

    /** A snapshot that nobody reads only collects undo. */
    private Optional<EndCause> pausedTooLong(int ours, long now) {
        boolean tooLong =
                pausedByHand && now - pausedByHandSince >= limits.longestPause().toNanos();
        if (!tooLong || toldTooLong || ours == 0) {
            return Optional.empty();
        }
        toldTooLong = true;
        return Optional.of(new EndCause(
                EndCause.Kind.PAUSED,
                "Pause by hand lasts longer than throttle.longest-pause: the snapshot ends, another one is taken after the pause",
                ""));
    }
}
