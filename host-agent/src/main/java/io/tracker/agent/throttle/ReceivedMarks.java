package io.tracker.agent.throttle;

import io.tracker.agent.server.ServerException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * How long ago the oldest transaction was received that is not applied yet: the lag of a channel, by our monotonic clock alone. No time of
 * a server is looked at: clocks of hosts differ, and {@code Seconds_Behind_Source} counts an intended delay, jumps with long transactions,
 * and is 0 before a frozen source. An idle source gives nothing to apply, and so no lag. Not thread safe.
 */
final class ReceivedMarks {
    private static final int MOST = 1024;

    private final Deque<Mark> waiting = new ArrayDeque<>();
    private long spacingNanos;

    /** What had been received at a moment, and was not applied when last looked at. */
    private record Mark(String received, long nanos) {}

    /** Whether all of these transactions are applied. */
    interface Applied {
        boolean holds(String gtids) throws ServerException;
    }

    /**
     * Takes a sample.
     *
     * @param received all that the channel has received since its relay log began
     * @param nanos monotonic time
     * @return the lag: too small by at most the time between two samples
     */
    Duration sample(String received, long nanos, Applied applied) throws ServerException {
        if (!waiting.isEmpty()
                && nanos - waiting.getLast().nanos() >= spacingNanos
                && !waiting.getLast().received().equals(received)) {
            waiting.addLast(new Mark(received, nanos));
        }
        if (waiting.size() == MOST) {
            thinOut();
            spacingNanos =
                    Math.max(2 * spacingNanos, (nanos - waiting.getFirst().nanos()) * 2 / MOST);
        }
        while (!waiting.isEmpty() && applied.holds(waiting.getFirst().received())) {
            waiting.removeFirst();
        }
        if (waiting.isEmpty() && !applied.holds(received)) {
            spacingNanos = 0;
            waiting.addLast(new Mark(received, nanos));
        }
        return waiting.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(nanos - waiting.getFirst().nanos());
    }

    /** Every second mark goes, but not the oldest, and the next ones come half as often: long lags need no fine steps. */
    private void thinOut() {
        boolean keep = false;
        for (Iterator<Mark> marks = waiting.iterator(); marks.hasNext(); ) {
            marks.next();
            keep = !keep;
            if (!keep) {
                marks.remove();
            }
        }
    }
}
