package io.tracker.jobs.counters;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The counters of a job, all in Hadoop's group {@value #GROUP}: for people who watch, and for what collects Hadoop's counters. While a job runs
 * they hold twins and attempts that were killed. Nothing is decided by them: totals travel with each task's commit.
 */
public enum JobCounter {
    /** Rows that were read from the backup and proved. */
    ROWS_READ,
    /** Rows that the output holds. */
    ROWS_WRITTEN,
    /** Rows that were left out because the job was told so. */
    ROWS_FILTERED,
    /** Values that their target type could not hold as they are, by the ledger. */
    CELLS_COERCED,
    /** Ranges of backup objects that were read and proved. */
    RANGES_READ,
    /** Stored, compressed bytes of those ranges. */
    BYTES_READ,
    /** Files of rows in the output. */
    FILES_WRITTEN,
    /** Their bytes. */
    BYTES_WRITTEN;

    /** The group's name in Hadoop's pages, logs and metrics. */
    public static final String GROUP = "Tracker";

    /** The counter's name within the group. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Counts, in the attempt that this is a part of. */
    public void add(TaskAttemptContext attempt, long amount) {
        attempt.getCounter(GROUP, title()).increment(amount);
    }

    /** How much was counted, 0 where nothing was. */
    public long of(Counters counters) {
        return counters.findCounter(GROUP, title()).getValue();
    }

    /** All of them, in their order. */
    public static Map<JobCounter, Long> all(Counters counters) {
        Map<JobCounter, Long> all = new EnumMap<>(JobCounter.class);
        for (JobCounter counter : values()) {
            all.put(counter, counter.of(counters));
        }
        return all;
    }
}
