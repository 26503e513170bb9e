package io.tracker.schemas.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How it was proved that everything that the primary committed before the cutoff was applied before the snapshot.
 *
 * @param cutoff 00:00 UTC after dt
 * @param proof which proof
 * @param provedAt when, by the agent's clock
 * @param details what was seen, by name: addresses, clocks, GTID sets
 */
public record CutoffEvidence(Instant cutoff, Proof proof, Instant provedAt, Map<String, String> details) {
    /** The three proofs that count. */
    public enum Proof {
        /** The writable root's GTID set, read after the cutoff by its own clock, was applied here. */
        @JsonProperty("source")
        SOURCE,
        /** A heartbeat row of every domain and channel, written at the root past the cutoff, was applied here. */
        @JsonProperty("heartbeat")
        HEARTBEAT,
        /** All received was applied, and an applied commit carries a commit time at the root past the cutoff. */
        @JsonProperty("applier")
        APPLIER
    }

    public CutoffEvidence {
        Objects.requireNonNull(cutoff, "cutoff");
        Objects.requireNonNull(proof, "proof");
        Objects.requireNonNull(provedAt, "provedAt");
        details = java.util.Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
