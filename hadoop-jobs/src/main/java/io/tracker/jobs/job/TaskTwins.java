package io.tracker.jobs.job;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A task that more than one attempt worked on: which of them was committed, and what became of the others.
 *
 * @param task its number
 * @param winner the number of the attempt whose files were published
 * @param millis from the begin of the first attempt to the end of the winner, by the cluster's clock; 0 where the cluster does not say
 * @param losers the others, in order of their numbers; their work was thrown away
 */
public record TaskTwins(int task, int winner, long millis, List<Loser> losers) {
    private static final double MILLIS_PER_SECOND = 1000;

    /**
     * An attempt that was not committed.
     *
     * @param number within its task
     * @param ending how it ended: {@code failed}, {@code killed}, or {@code overtaken} where the job ended before the cluster said
     */
    public record Loser(int number, String ending) {
        @Override
        public String toString() {
            return "attempt " + number + " " + ending;
        }
    }

    public TaskTwins {
        losers = List.copyOf(losers);
    }

    @Override
    public String toString() {
        return "task " + task + ": attempt " + winner + " won"
                + (millis == 0 ? "" : String.format(Locale.ROOT, " after %.1f s", millis / MILLIS_PER_SECOND))
                + losers.stream().map(loser -> ", " + loser).collect(Collectors.joining());
    }
}
