package io.tracker.schemas.day;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A line of {@code tracker-jobs schema --since … --json}: one thing that changed in a table between two days, and the shards in which it did.
 *
 * @param dataset the dataset
 * @param table the table
 * @param from the earlier day
 * @param to the later day
 * @param kind what changed
 * @param column the column, by its later name where it has one; empty where no single column changed
 * @param before how it was; empty where it was not
 * @param after how it is; empty where it is not
 * @param shards in which it changed
 */
public record SchemaChange(
        String dataset,
        String table,
        LocalDate from,
        LocalDate to,
        Kind kind,
        Optional<String> column,
        Optional<String> before,
        Optional<String> after,
        Shards shards) {

    /** What changed. */
    public enum Kind {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("dropped")
        DROPPED,
        /** A guess: a dropped and an added column are alike and stand in one place. Servers record no more. */
        @JsonProperty("maybe-renamed")
        MAYBE_RENAMED,
        /** The case of its letters: it is the same column to the server. */
        @JsonProperty("recased")
        RECASED,
        /** All that it could hold before it still can. */
        @JsonProperty("widened")
        WIDENED,
        /** It may hold less than before. */
        @JsonProperty("narrowed")
        NARROWED,
        /** Neither type holds the other's values. */
        @JsonProperty("retyped")
        RETYPED,
        /** Another spelling of the same type, such as a display width. */
        @JsonProperty("respelled")
        RESPELLED,
        @JsonProperty("charset")
        CHARSET,
        @JsonProperty("nullability")
        NULLABILITY,
        @JsonProperty("generated")
        GENERATED,
        @JsonProperty("visibility")
        VISIBILITY,
        /** It stands elsewhere among the columns that were there before. */
        @JsonProperty("moved")
        MOVED,
        @JsonProperty("key")
        KEY,
        @JsonProperty("masking")
        MASKING,
        /** Something else in SHOW CREATE TABLE: indexes, options, defaults, comments. */
        @JsonProperty("definition")
        DEFINITION,
        /** Shards that have the table on the later day alone. */
        @JsonProperty("shards-new")
        SHARDS_NEW,
        /** Shards that have the table on the earlier day alone: dropped, moved away, or missing. */
        @JsonProperty("shards-gone")
        SHARDS_GONE
    }

    /**
     * The shards of a change.
     *
     * @param count how many
     * @param of how many have the table on both days; of those that are new or gone, how many have it on either
     * @param names the first of them in their order
     */
    public record Shards(int count, int of, List<String> names) {
        /** How many are named. */
        public static final int NAMED = 10;

        public Shards {
            names = List.copyOf(names);
            if (count < 1 || count > of || names.size() != Math.min(count, NAMED)) {
                throw new IllegalArgumentException(
                        "Shards do not add up (got " + count + " of " + of + ", named " + names.size() + ")");
            }
        }
    }

    public SchemaChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(shards, "shards");
    }
}
