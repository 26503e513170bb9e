package io.tracker.jobs.cli;

import io.tracker.jobs.StatusRun;
import io.tracker.jobs.text.Counted;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells how a wait gets on: when what is owed has changed, and now and then else. Not thread safe. */
final class WaitPrinter implements StatusRun.WaitWatch {
    private static final Duration BETWEEN = Duration.ofMinutes(5);
    private static final int NAMED = 5;

    private final String command;
    private final PrintStream err;
    private SortedSet<String> told = new TreeSet<>();
    private Duration toldAt = Duration.ZERO;
    private boolean first = true;

    WaitPrinter(String command, PrintStream err) {
        this.command = command;
        this.err = err;
    }

    @Override
    public void looked(LocalDate dt, SortedSet<String> owing, Duration left) {
        if (first || !owing.equals(told) || toldAt.minus(left).compareTo(BETWEEN) >= 0) {
            first = false;
            told = owing;
            toldAt = left;
            err.println("tracker-jobs " + command + ": waiting for dt=" + dt + ", " + Amounts.duration(left)
                    + " at most: " + names(owing));
        }
    }

    @Override
    public void failed(IOException failure, Duration left) {
        err.println("tracker-jobs " + command + ": store does not answer, asking it again for " + Amounts.duration(left)
                + ": " + failure.getMessage());
    }

    private static String names(SortedSet<String> owing) {
        if (owing.isEmpty()) {
            return "no replica set has recorded anything";
        }
        int more = owing.size() - NAMED;
        return Counted.of(owing.size(), "replica set") + " to end it: "
                + owing.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
