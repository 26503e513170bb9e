package io.tracker.jobs.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A host over the days of a report: each night it does the same work, so that its own history is its benchmark.
 *
 * @param replicaSet of which replica set
 * @param host its name
 * @param days one for each day; empty where it backed nothing up
 */
public record HostRow(String replicaSet, String host, List<Optional<Figures>> days) {
    /** What a night is compared with. */
    public enum History {
        /** Earlier nights of the same host. */
        @JsonProperty("own")
        OWN,
        /** Earlier nights of any host of the replica set, which does the same work: the host itself has too few. */
        @JsonProperty("replica-set")
        REPLICA_SET,
        /** Nothing: both have too few. */
        @JsonProperty("none")
        NONE
    }

    /**
     * A night of a host.
     *
     * @param tables tables of shards that it backed up
     * @param seconds in which at least one of them was under way
     * @param rowBytes encoded bytes of their rows
     * @param bytesPerSecond how fast; empty where no time was measured
     * @param history which earlier nights it is compared with
     * @param earlierNights how many
     * @param medianSeconds of those nights
     * @param medianBytesPerSecond of those nights
     * @param slow whether the night was much slower than those
     */
    public record Figures(
            int tables,
            double seconds,
            long rowBytes,
            OptionalDouble bytesPerSecond,
            History history,
            int earlierNights,
            OptionalDouble medianSeconds,
            OptionalDouble medianBytesPerSecond,
            boolean slow) {}

    public HostRow {
        days = List.copyOf(days);
    }
}
