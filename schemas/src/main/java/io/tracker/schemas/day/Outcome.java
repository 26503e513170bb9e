package io.tracker.schemas.day;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.manifest.Position;
import io.tracker.schemas.names.TableDay;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a planned table ended.
 *
 * @param table the table and day
 * @param result how
 * @param manifest the manifest's number and totals; present exactly for {@link Result#MANIFEST}
 * @param position where it was seen to be gone; present exactly for {@link Result#DROPPED}
 * @param reason in words; present exactly for {@link Result#REFUSED}
 * @param recordedAt by the agent's clock
 * @param recordedBy the agent's host
 */
public record Outcome(
        TableDay table,
        Result result,
        Optional<Published> manifest,
        Optional<Position> position,
        Optional<String> reason,
        Instant recordedAt,
        String recordedBy) {

    /** How a planned table ended. */
    public enum Result {
        @JsonProperty("manifest")
        MANIFEST,
        @JsonProperty("dropped")
        DROPPED,
        @JsonProperty("refused")
        REFUSED
    }

    /**
     * The manifest that was published.
     *
     * @param number its number
     * @param rows its rows
     * @param digest its digest
     */
    public record Published(int number, long rows, Digest128 digest) {}

    public Outcome {
        Objects.requireNonNull(table, "table");
        if (manifest.isPresent() != (result == Result.MANIFEST)
                || position.isPresent() != (result == Result.DROPPED)
                || reason.isPresent() != (result == Result.REFUSED)) {
            throw new IllegalArgumentException("Outcome of " + table + " does not fit its result " + result);
        }
    }
}
