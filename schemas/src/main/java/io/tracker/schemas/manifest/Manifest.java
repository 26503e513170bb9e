package io.tracker.schemas.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.layout.BackupField;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.names.TableDay;
import io.tracker.schemas.types.CapturedSchema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The create-once document that makes a table of a shard exist for a day.
 *
 * <p>It is written last, when all objects that it names are durable, and never changed. The highest number is current. Stage 2 takes
 * schema, charsets and lengths from it only.
 *
 * @param number from 1
 * @param nonce random, so that two agents' bodies differ
 * @param table the table and day
 * @param run who made it
 * @param server where it was read
 * @param snapshot what it is a snapshot of
 * @param schema the schema in the snapshot
 * @param fields the fields of the backup's records
 * @param objects the backup objects; none when the table has no rows
 * @param totals over all objects
 * @param supersedes why it replaces the manifest before it; empty for number 1
 */
public record Manifest(
        int number,
        String nonce,
        TableDay table,
        Run run,
        ServerIdentity server,
        Snapshot snapshot,
        CapturedSchema schema,
        List<BackupField> fields,
        List<ManifestObject> objects,
        Totals totals,
        Optional<Supersession> supersedes) {

    /**
     * The run that made a manifest.
     *
     * @param agentVersion version of tracker-agent
     * @param run the run's id
     * @param attempt the attempt's id, which its objects' folder carries
     * @param startedAt begin of the attempt
     * @param finishedAt when its last object was durable
     */
    public record Run(String agentVersion, String run, String attempt, Instant startedAt, Instant finishedAt) {}

    /**
     * The snapshot that all rows come from.
     *
     * @param takenAt by the agent's clock
     * @param position where in replication
     * @param cut how near to the cutoff
     * @param evidence for the cutoff
     */
    public record Snapshot(Instant takenAt, Position position, Cut cut, CutoffEvidence evidence) {}

    /** How near to the cutoff a snapshot is. */
    public enum Cut {
        /** The last transaction before the cutoff is its last. */
        @JsonProperty("exact")
        EXACT,
        /** It holds all before the cutoff, and some after it. */
        @JsonProperty("after")
        AFTER
    }

    /**
     * Sums over all objects.
     *
     * @param rows rows
     * @param rowBytes encoded bytes of the rows
     * @param storedBytes sizes of the objects
     * @param digest digest of all rows
     */
    public record Totals(long rows, long rowBytes, long storedBytes, Digest128 digest) {
        /** Adds objects up. */
        public static Totals of(List<ManifestObject> objects) {
            long rows = 0;
            long rowBytes = 0;
            long storedBytes = 0;
            Digest128 digest = Digest128.ZERO;
            for (ManifestObject object : objects) {
                rows += object.rows();
                rowBytes += object.rowBytes();
                storedBytes += object.bytes();
                digest = digest.plus(object.digest());
            }
            return new Totals(rows, rowBytes, storedBytes, digest);
        }
    }

    /**
     * Why a manifest replaces the one before it.
     *
     * @param number the manifest that is replaced
     * @param reason the operator's words
     */
    public record Supersession(int number, String reason) {}

    public Manifest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(snapshot, "snapshot");
        Objects.requireNonNull(supersedes, "supersedes");
        fields = List.copyOf(fields);
        objects = List.copyOf(objects);
        if (number < 1) {
            throw new IllegalArgumentException("Manifest number is not positive: " + number);
        }
        Totals expectedTotals = Totals.of(objects);
        if (!totals.equals(expectedTotals)) {
            throw new IllegalArgumentException(
                    "Totals do not add up (got " + totals + ", expected " + expectedTotals + " from the objects)");
        }
        List<BackupField> expectedFields = RowLayout.of(schema).fields();
        if (!fields.equals(expectedFields)) {
            throw new IllegalArgumentException(
                    "Fields do not fit the schema (got " + fields + ", expected " + expectedFields + ")");
        }
    }

    /** The layout of the backup's records. */
    public RowLayout layout() {
        return new RowLayout(fields);
    }

    /**
     * The same manifest, holding another one's schema, which must equal its own: a hundred thousand shards need not hold as many copies.
     */
    public Manifest sharingSchemaOf(Manifest other) {
        if (!schema.equals(other.schema)) {
            throw new IllegalArgumentException("Schemas differ: " + table + " and " + other.table);
        }
        return new Manifest(
                number, nonce, table, run, server, snapshot, other.schema, other.fields, objects, totals, supersedes);
    }
}
