package io.tracker.schemas.day;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A line of {@code tracker-jobs status --json}: what a fleet has of a day, and who owes the rest.
 *
 * @param dt the day
 * @param complete whether nothing is missing
 * @param expectation what is expected, and by whom it is said
 * @param dataset of which dataset alone; empty for all
 * @param table of which table alone; empty for all
 * @param replicaSets each that is expected or recorded anything, in order of their names
 * @param missing everything that is missing, in order of replica sets, shards and tables
 */
public record DayStatus(
        LocalDate dt,
        boolean complete,
        Expectation expectation,
        Optional<String> dataset,
        Optional<String> table,
        List<ReplicaSetStatus> replicaSets,
        List<Missing> missing) {

    /** What says which replica sets are expected. */
    public enum Expectation {
        @JsonProperty("fleet")
        FLEET,
        /** There is no fleet.json: a replica set that is silent is not missed. */
        @JsonProperty("recorded")
        RECORDED
    }

    /** How a replica set stands. */
    public enum State {
        /** All that it owes is there. */
        @JsonProperty("complete")
        COMPLETE,
        /** It ended the day, and something is missing: waiting brings it back no more. */
        @JsonProperty("ended")
        ENDED,
        /** It planned the day and has not ended it. */
        @JsonProperty("planned")
        PLANNED,
        /** It has recorded nothing. */
        @JsonProperty("silent")
        SILENT,
        /** It recorded the day, and fleet.json does not expect it. */
        @JsonProperty("unexpected")
        UNEXPECTED
    }

    /**
     * A replica set.
     *
     * @param replicaSet its name
     * @param state how it stands
     * @param tables its tables of shards by how they ended
     * @param owedSince the cutoff, while something is owed
     * @param planned when and by which host; empty before
     * @param completed when and by which host; empty before
     * @param lastComplete the last day before that it ended, as far as was looked back; only of those that are planned or silent
     */
    public record ReplicaSetStatus(
            String replicaSet,
            State state,
            Tables tables,
            Optional<Instant> owedSince,
            Optional<Recorded> planned,
            Optional<Recorded> completed,
            Optional<LocalDate> lastComplete) {}

    /**
     * Tables of shards.
     *
     * @param planned all that are owed
     * @param there with a current manifest
     * @param dropped gone by a DROP
     * @param refused refused by the agent
     */
    public record Tables(int planned, int there, int dropped, int refused) {}

    /**
     * Who recorded something.
     *
     * @param at by the host's clock
     * @param by the host
     */
    public record Recorded(Instant at, String by) {}

    /**
     * Something that is missing.
     *
     * @param replicaSet who owes it
     * @param schema of which shard; empty where all of the replica set is
     * @param dataset of which dataset; empty where a whole shard is
     * @param table which table; empty where a whole shard is
     * @param reason in words
     * @param since since when it is owed
     */
    public record Missing(
            String replicaSet,
            Optional<String> schema,
            Optional<String> dataset,
            Optional<String> table,
            String reason,
            Instant since) {}

    public DayStatus {
        Objects.requireNonNull(dt, "dt");
        Objects.requireNonNull(expectation, "expectation");
        replicaSets = List.copyOf(replicaSets);
        missing = List.copyOf(missing);
        if (complete && !missing.isEmpty()) {
            throw new IllegalArgumentException("Status of dt=" + dt + " is complete and misses " + missing);
        }
    }
}
