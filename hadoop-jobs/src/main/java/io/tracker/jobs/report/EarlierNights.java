package io.tracker.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Times and speeds of nights that a later one is compared with. Not thread safe. */
final class EarlierNights {
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> speeds = new ArrayList<>();

    /** Adds a night; one in which no time was measured says nothing. */
    void add(HostRow.Figures night) {
        if (night.bytesPerSecond().isPresent()) {
            speeds.add(night.bytesPerSecond().getAsDouble());
            seconds.add(night.seconds());
        }
    }

    int count() {
        return speeds.size();
    }

    OptionalDouble medianSeconds() {
        return Median.of(seconds);
    }

    OptionalDouble medianSpeed() {
        return Median.of(speeds);
    }
}
