package io.tracker.agent.table;

import io.tracker.agent.throttle.ThrottleSum;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableDay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How tables ended in this run. Thread safe. */
public final class RoundsReport {
    private final List<TakenTable> taken = new ArrayList<>();
    private final List<TableDay> dropped = new ArrayList<>();
    private final List<TableDay> elsewhere = new ArrayList<>();
    private final Map<TableDay, String> refused = new LinkedHashMap<>();
    private final List<FailedTable> failed = new ArrayList<>();
    private List<ThrottleSum> throttled = List.of();

    /**
     * A table that has its manifest.
     *
     * @param table which
     * @param rows rows
     * @param rowBytes encoded bytes of them
     * @param storedBytes sizes of the objects
     */
    public record TakenTable(TableDay table, long rows, long rowBytes, long storedBytes) {}

    /**
     * A table without an outcome.
     *
     * @param table which
     * @param reason what went wrong in its last try
     */
    public record FailedTable(TableDay table, String reason) {}

    public synchronized List<TakenTable> taken() {
        return List.copyOf(taken);
    }

    /** Sizes of the objects of this run's tables. */
    public synchronized long storedBytes() {
        return taken.stream().mapToLong(TakenTable::storedBytes).sum();
    }

    public synchronized List<TableDay> dropped() {
        return List.copyOf(dropped);
    }

    /** Tables that other agents took meanwhile. */
    public synchronized List<TableDay> elsewhere() {
        return List.copyOf(elsewhere);
    }

    /** Tables that cannot be backed up, with the reason. */
    public synchronized Map<TableDay, String> refused() {
        return Map.copyOf(refused);
    }

    public synchronized List<FailedTable> failed() {
        return List.copyOf(failed);
    }

    /** How the agent held back for the server's sake. */
    public synchronized List<ThrottleSum> throttled() {
        return throttled;
    }

    /** Notes how the agent held back, at the end. */
    public synchronized void throttled(List<ThrottleSum> sums) {
        throttled = List.copyOf(sums);
    }

    /** Notes a table whose manifest stands. */
    synchronized void taken(Manifest manifest) {
        taken.add(new TakenTable(
                manifest.table(),
                manifest.totals().rows(),
                manifest.totals().rowBytes(),
                manifest.totals().storedBytes()));
    }

    synchronized void dropped(TableDay table) {
        dropped.add(table);
    }

    synchronized void elsewhere(TableDay table) {
        elsewhere.add(table);
    }

    /** Notes a table that cannot be backed up. */
    public synchronized void refused(TableDay table, String reason) {
        refused.put(table, reason);
    }

    /** Notes a table that ended without an outcome. */
    public synchronized void failed(TableDay table, Exception reason) {
        failed.add(new FailedTable(table, String.valueOf(reason.getMessage())));
    }
}
