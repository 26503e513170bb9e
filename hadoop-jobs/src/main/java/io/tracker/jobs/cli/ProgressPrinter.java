package io.tracker.jobs.cli;

import io.tracker.jobs.counters.JobCounter;
import io.tracker.jobs.job.JobWatch;
import io.tracker.jobs.text.Counted;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Prints how a job gets on: a bar that is drawn again on a terminal, a line now and then elsewhere. Not thread safe. */
final class ProgressPrinter implements JobWatch {
    /** How progress is shown. */
    enum Style {
        BAR,
        LINES,
        NONE
    }

    private static final int BAR_WIDTH = 30;
    private static final double NANOS = 1e9;

    private final PrintStream out;
    private final Style style;
    private final Duration between;
    private final LongSupplier nanoTime;
    private String title = "";
    private long rows;
    private long storedBytes;
    private long beganAt;
    private long printedAt;
    private boolean barIsOpen;

    /**
     * A printer.
     *
     * @param nanoTime a monotonic clock
     */
    ProgressPrinter(PrintStream out, Style style, LongSupplier nanoTime) {
        this.out = out;
        this.style = style;
        this.between = style == Style.BAR ? Duration.ofMillis(200) : Duration.ofSeconds(10);
        this.nanoTime = nanoTime;
    }

    /** A bar where standard error is a terminal. */
    static Style styleOfStandardError() {
        try {
            Path target = Path.of("/proc/self/fd/2").toRealPath();
            return target.startsWith("/dev/pts") || target.startsWith("/dev/tty") ? Style.BAR : Style.LINES;
        } catch (IOException e) {
            return Style.LINES;
        }
    }

    @Override
    public void began(String newTitle, String jobId, long newRows, long newStoredBytes) {
        title = newTitle;
        rows = newRows;
        storedBytes = newStoredBytes;
        beganAt = nanoTime.getAsLong();
        printedAt = beganAt;
        if (style != Style.NONE) {
            out.println(title + ": job " + jobId + " converts " + Counted.of(rows, "row") + " from "
                    + Amounts.bytes(storedBytes));
        }
    }

    @Override
    public void progressed(long rowsSoFar, float done) {
        long now = nanoTime.getAsLong();
        if (style == Style.NONE || now - printedAt < between.toNanos()) {
            return;
        }
        printedAt = now;
        double seconds = (now - beganAt) / NANOS;
        String line = String.format(
                Locale.ROOT,
                "%3d%%  %s of %s  %s rows/s  %s/s%s",
                (int) (done * 100),
                Amounts.count(Math.min(rowsSoFar, rows)),
                Counted.of(rows, "row"),
                Amounts.count((long) (rowsSoFar / seconds)),
                Amounts.bytes((long) (done * storedBytes / seconds)),
                done > 0 ? "  ETA " + (long) Math.ceil(seconds / done - seconds) + " s" : "");
        if (style == Style.BAR) {
            int filled = (int) (done * BAR_WIDTH);
            out.print("\r[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "] " + line + "\u001b[K");
            out.flush();
            barIsOpen = true;
        } else {
            out.println(title + ": " + line);
        }
    }

    @Override
    public void counted(Map<JobCounter, Long> counters) {
        if (style != Style.NONE) {
            out.println(title + ": "
                    + counters.entrySet().stream()
                            .map(counter -> counter.getKey().title() + " " + Amounts.count(counter.getValue()))
                            .collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void ended() {
        if (barIsOpen) {
            out.print("\r\u001b[K");
            out.flush();
            barIsOpen = false;
        }
    }
}
