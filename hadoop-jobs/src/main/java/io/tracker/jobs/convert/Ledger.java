package io.tracker.jobs.convert;

import io.tracker.jobs.totals.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts what the output could not hold as it was, for one file. Not thread safe. */
public final class Ledger {
    private final List<Line> lines = new ArrayList<>();

    private static final class Line {
        private final String column;
        private final String reason;
        private final String action;
        private final List<String> samples = new ArrayList<>();
        private long count;

        private Line(String column, String reason, String action) {
            this.column = column;
            this.reason = reason;
            this.action = action;
        }
    }

    /**
     * Counts one value.
     *
     * @param key says which row it is; asked only for the first few
     */
    public void add(String column, String reason, String action, Supplier<String> key) {
        Line line = line(column, reason, action);
        line.count++;
        if (line.samples.size() < LedgerEntry.MOST_SAMPLES) {
            line.samples.add(key.get());
        }
    }

    /** What was counted, in the order in which it first happened. */
    public List<LedgerEntry> entries() {
        return lines.stream()
                .map(line -> new LedgerEntry(line.column, line.reason, line.action, line.count, line.samples))
                .toList();
    }

    /** There are a handful of lines at most. */
    private Line line(String column, String reason, String action) {
        for (Line line : lines) {
            if (line.column.equals(column) && line.reason.equals(reason) && line.action.equals(action)) {
                return line;
            }
        }
        Line line = new Line(column, reason, action);
        lines.add(line);
        return line;
    }
}
