package io.tracker.agent.progress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a run has done, for whoever shows it. Thread safe. */
public final class ProgressMeter {
    private final LongAdder rows = new LongAdder();
    private final LongAdder rowBytes = new LongAdder();
    private final AtomicInteger tablesDone = new AtomicInteger();
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
    public void step(String name) {
        stepBegan = System.nanoTime();
        step = name;
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
