package io.tracker.agent.throttle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once when an action begins and once when it ends, and sums actions up. For each reason one action at a time. Thread safe. */
final class ActionLedger {
    private static final Logger LOG = LoggerFactory.getLogger(ActionLedger.class);
    private static final String NONE = "";

    private final Map<ThrottleReason, Running> running = new EnumMap<>(ThrottleReason.class);
    private final Map<Done, Sum> sums =
            new TreeMap<>(Comparator.comparing(Done::reason).thenComparing(Done::action));

    /** An action under way. */
    private record Running(String action, long sinceNanos) {}

    /** What is summed up. */
    private record Done(ThrottleReason reason, String action) {}

    /** How often and how long. */
    private record Sum(int times, Duration total) {}

    /**
     * Notes what is done for a reason now; nothing happens while it stays the same.
     *
     * @param got the measured value, for people
     * @param limit what it exceeds, for people
     */
    synchronized void acts(ThrottleReason reason, String action, String got, String limit, long nanos) {
        Running before = running.get(reason);
        if (before != null && before.action().equals(action)) {
            return;
        }
        end(reason, got, nanos);
        if (action.equals(NONE)) {
            return;
        }
        running.put(reason, new Running(action, nanos));
        LOG.warn("throttle begins action={} reason={} got=\"{}\" limit=\"{}\"", action, reason.word(), got, limit);
    }

    /** Notes that nothing is done for a reason any more. */
    synchronized void rests(ThrottleReason reason, String got, long nanos) {
        acts(reason, NONE, got, NONE, nanos);
    }

    /** Ends all that is under way, and sums up. */
    synchronized List<ThrottleSum> close(long nanos) {
        for (ThrottleReason reason : List.copyOf(running.keySet())) {
            end(reason, "the run's end", nanos);
        }
        List<ThrottleSum> all = new ArrayList<>();
        sums.forEach((done, sum) -> all.add(new ThrottleSum(done.reason(), done.action(), sum.times(), sum.total())));
        return all;
    }

    private void end(ThrottleReason reason, String got, long nanos) {
        Running ended = running.remove(reason);
        if (ended == null) {
            return;
        }
        Duration lasted = Duration.ofNanos(nanos - ended.sinceNanos());
        sums.merge(
                new Done(reason, ended.action()),
                new Sum(1, lasted),
                (one, other) -> new Sum(one.times() + other.times(), one.total().plus(other.total())));
        LOG.info(
                "throttle ends action={} reason={} got=\"{}\" seconds={}",
                ended.action(),
                reason.word(),
                got,
                lasted.toMillis() / 1000.0);
    }
}
