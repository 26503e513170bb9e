package io.tracker.testing.line.fleet;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a schedule came to.
 *
 * @param happened how often each kind of event happened; one that came too late is not counted
 * @param exitCodes how often agents ended with each, by the code
 * @param runsAgain how often all agents were started after the faults, until the day was complete
 * @param tables that have a manifest
 * @param transactions of the bank meanwhile
 */
public record Round(
        long seed,
        Duration took,
        Map<String, Integer> happened,
        Map<Integer, Integer> exitCodes,
        int runsAgain,
        int tables,
        int transactions) {
    public Round {
        happened = Map.copyOf(happened);
        exitCodes = Map.copyOf(exitCodes);
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + String.format(java.util.Locale.ROOT, "%.1f s, ", took.toMillis() / 1000.0)
                + tables + " tables, " + transactions
                + " transactions, exit codes " + new TreeMap<>(exitCodes) + ", complete after " + runsAgain + "; "
                + new TreeMap<>(happened);
    }
}
