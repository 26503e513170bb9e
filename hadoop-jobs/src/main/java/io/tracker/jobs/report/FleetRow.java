package io.tracker.jobs.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A replica set over the days of a report.
 *
 * @param replicaSet its name
 * @param days one for each day
 */
public record FleetRow(String replicaSet, List<Cell> days) {
    /** How a replica set's day stands. */
    public enum State {
        @JsonProperty("complete")
        COMPLETE,
        /** Complete, and after the deadline. */
        @JsonProperty("late")
        LATE,
        /** Some of what is owed is there. */
        @JsonProperty("partial")
        PARTIAL,
        /** Nothing was recorded. */
        @JsonProperty("missing")
        MISSING,
        /** Recorded, and fleet.json does not expect it. */
        @JsonProperty("unexpected")
        UNEXPECTED,
        /** Not expected, and not there. */
        @JsonProperty("none")
        NONE
    }

    /**
     * A day of a replica set.
     *
     * @param state how it stands
     * @param completed when and by which host it was ended; empty before
     * @param owed tables of shards that are owed
     * @param there those with a manifest
     * @param notes what is missing, the first of it
     * @param moreNotes how much more is missing
     */
    public record Cell(
            State state, Optional<Completed> completed, int owed, int there, List<String> notes, int moreNotes) {
        static final Cell NONE = new Cell(State.NONE, Optional.empty(), 0, 0, List.of(), 0);

        public Cell {
            notes = List.copyOf(notes);
        }
    }

    /**
     * The end of a day.
     *
     * @param at by the host's clock
     * @param by the host
     */
    public record Completed(Instant at, String by) {}

    public FleetRow {
        days = List.copyOf(days);
    }
}
