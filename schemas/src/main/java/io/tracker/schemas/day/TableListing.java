package io.tracker.schemas.day;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How a planned table of a day stands, for programs.
 *
 * @param replicaSet the replica set that owes it
 * @param schema the MySQL schema
 * @param dataset the dataset
 * @param table the table's name
 * @param dt the day
 * @param result how it stands
 * @param manifest the current manifest; present exactly for {@link Result#MANIFEST}
 * @param reason why it was refused; present exactly for {@link Result#REFUSED}
 */
public record TableListing(
        String replicaSet,
        String schema,
        String dataset,
        String table,
        LocalDate dt,
        Result result,
        Optional<Current> manifest,
        Optional<String> reason) {

    /** How a planned table stands. */
    public enum Result {
        @JsonProperty("manifest")
        MANIFEST,
        @JsonProperty("dropped")
        DROPPED,
        @JsonProperty("refused")
        REFUSED,
        /** Nothing is published or recorded yet. */
        @JsonProperty("owed")
        OWED,
        /** Its documents cannot be read. */
        @JsonProperty("damaged")
        DAMAGED
    }

    /**
     * The current manifest in short.
     *
     * @param number its number; the highest is current
     * @param rows rows
     * @param rowBytes encoded bytes of the rows
     * @param storedBytes sizes of the objects
     * @param objects how many objects
     * @param digest digest of all rows
     * @param position where the snapshot stands
     * @param takenAt when the snapshot was taken
     * @param server host and port that were read
     * @param supersedes why it replaced the one before; empty for number 1
     */
    public record Current(
            int number,
            long rows,
            long rowBytes,
            long storedBytes,
            int objects,
            String digest,
            String position,
            Instant takenAt,
            String server,
            Optional<String> supersedes) {}

    public TableListing {
        if (manifest.isPresent() != (result == Result.MANIFEST) || reason.isPresent() != (result == Result.REFUSED)) {
            throw new IllegalArgumentException(
                    "Listing of " + schema + "." + table + " does not fit its result " + result);
        }
    }

    /** A table with a manifest. */
    public static TableListing of(Manifest manifest) {
        return listing(
                manifest.table(),
                Result.MANIFEST,
                Optional.of(new Current(
                        manifest.number(),
                        manifest.totals().rows(),
                        manifest.totals().rowBytes(),
                        manifest.totals().storedBytes(),
                        manifest.objects().size(),
                        manifest.totals().digest().toString(),
                        manifest.snapshot().position().gtid(),
                        manifest.snapshot().takenAt(),
                        manifest.server().host() + ":" + manifest.server().port(),
                        manifest.supersedes().map(Manifest.Supersession::reason))),
                Optional.empty());
    }

    /** A table without a manifest, by what is recorded of it; one whose manifest is recorded, but not there, is owed. */
    public static TableListing without(TableDay table, Optional<Outcome> outcome) {
        Result result = outcome.map(Outcome::result)
                .map(recorded -> switch (recorded) {
                    case DROPPED -> Result.DROPPED;
                    case REFUSED -> Result.REFUSED;
                    case MANIFEST -> Result.OWED;
                })
                .orElse(Result.OWED);
        return listing(table, result, Optional.empty(), outcome.flatMap(Outcome::reason));
    }

    /** A table whose documents cannot be read. */
    public static TableListing damaged(TableDay table) {
        return listing(table, Result.DAMAGED, Optional.empty(), Optional.empty());
    }

    private static TableListing listing(
            TableDay day, Result result, Optional<Current> manifest, Optional<String> reason) {
        return new TableListing(
                day.table().replicaSet(),
                day.table().schema(),
                day.table().dataset(),
                day.table().table(),
                day.dt(),
                result,
                manifest,
                reason);
    }
}
