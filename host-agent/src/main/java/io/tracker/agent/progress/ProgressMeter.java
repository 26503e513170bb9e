package io.tracker.agent.progress;

import io.tracker.agent.throttle.ThrottleSum;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a run has done, for whoever shows it. Thread safe. */
public final class ProgressMeter {
    private final LongAdder rows = new LongAdder();
    private final LongAdder rowBytes = new LongAdder();
    private final AtomicInteger tablesDone = new AtomicInteger();
    private final LongAdder retries = new LongAdder();
    private final Map<String, Duration> steps = new LinkedHashMap<>();
    private volatile List<ThrottleSum> heldBack = List.of();
    private volatile Duration longestLag = Duration.ZERO;
    private volatile Duration waited = Duration.ZERO;
    private volatile int tables;
    private volatile long expectedBytes;
    private volatile String step = "begin";
    private volatile long stepBegan = System.nanoTime();

    /**
     * What is seen at a moment.
     *
     * @param step the step of the run
     * @param inStep how long it has been in it
     * @param tables to be taken
     * @param tablesDone finished, also those that failed
     * @param expectedBytes the server's guess for all of them
     * @param rows read so far, those of attempts that failed too
     * @param rowBytes encoded bytes of them
     */
    public record Reading(
            String step, Duration inStep, int tables, int tablesDone, long expectedBytes, long rows, long rowBytes) {}

    /** Says which step of the run has begun. */
    public synchronized void step(String name) {
        long now = System.nanoTime();
        steps.merge(step, Duration.ofNanos(now - stepBegan), Duration::plus);
        stepBegan = now;
        step = name;
    }

    /** How long each step took, the one under way until now. */
    public synchronized Map<String, Duration> steps() {
        Map<String, Duration> all = new LinkedHashMap<>(steps);
        all.merge(step, Duration.ofNanos(System.nanoTime() - stepBegan), Duration::plus);
        return all;
    }

    /** Says how much there is to do. */
    public void expect(int tablesToTake, long bytes) {
        tables = tablesToTake;
        expectedBytes = bytes;
    }

    public void addRows(long count, long bytes) {
        rows.add(count);
        rowBytes.add(bytes);
    }

    /** Counts a table that is taken again. */
    public void addRetry() {
        retries.increment();
    }

    /** Tables that were taken again. */
    public long retries() {
        return retries.sum();
    }

    /** Says how the agent yielded to the server, and for what lag. */
    public void heldBack(List<ThrottleSum> sums, Duration lag) {
        heldBack = List.copyOf(sums);
        longestLag = lag;
    }

    public List<ThrottleSum> heldBack() {
        return heldBack;
    }

    public Duration longestLag() {
        return longestLag;
    }

    /** Says how long a store or server that was away was waited for. */
    public void waited(Duration time) {
        waited = time;
    }

    public Duration waited() {
        return waited;
    }

    public void addTable() {
        tablesDone.incrementAndGet();
    }

    public Reading read() {
        return new Reading(
                step,
                Duration.ofNanos(System.nanoTime() - stepBegan),
                tables,
                tablesDone.get(),
                expectedBytes,
                rows.sum(),
                rowBytes.sum());
    }
}
