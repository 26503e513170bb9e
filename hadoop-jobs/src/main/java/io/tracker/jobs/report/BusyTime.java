package io.tracker.jobs.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time in which at least one of some tasks was under way: tables that are read side by side count once. Not thread safe. */
final class BusyTime {
    private final List<Span> spans = new ArrayList<>();

    private record Span(Instant begin, Instant end) {}

    void add(Instant begin, Instant end) {
        spans.add(new Span(begin, end.isBefore(begin) ? begin : end));
    }

    Duration total() {
        spans.sort(Comparator.comparing(Span::begin));
        Duration total = Duration.ZERO;
        Instant seen = Instant.MIN;
        for (Span span : spans) {
            Instant begin = span.begin().isAfter(seen) ? span.begin() : seen;
            if (span.end().isAfter(begin)) {
                total = total.plus(Duration.between(begin, span.end()));
                seen = span.end();
            }
        }
        return total;
    }
}
