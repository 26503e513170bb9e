package io.tracker.jobs.plan;

import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableRef;
import java.util.Objects;

/**
 * A manifest that a job converts.
 *
 * @param table the table of one shard
 * @param number the manifest's number
 * @param nonce the manifest's nonce: two manifests with one number are told apart by it
 * @param attempt the attempt whose objects it names
 * @param position where in replication its snapshot stands
 * @param source index of its schema in the job's list of source schemas
 * @param rows its rows
 * @param digest its row digest
 */
public record SourceManifest(
        TableRef table,
        int number,
        String nonce,
        String attempt,
        String position,
        int source,
        long rows,
        Digest128 digest) {
    public SourceManifest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(nonce, "nonce");
        Objects.requireNonNull(digest, "digest");
        if (number < 1 || source < 0 || rows < 0) {
            throw new IllegalArgumentException("Source manifest of " + table + " is out of bounds (got number " + number
                    + ", source " + source + ", rows " + rows + ")");
        }
    }

    /** What a job must know of a manifest. */
    public static SourceManifest of(Manifest manifest, int source) {
        return new SourceManifest(
                manifest.table().table(),
                manifest.number(),
                manifest.nonce(),
                manifest.run().attempt(),
                manifest.snapshot().position().gtid(),
                source,
                manifest.totals().rows(),
                manifest.totals().digest());
    }

    /** Whether this is that manifest. */
    public boolean isOf(Manifest manifest) {
        return equals(of(manifest, source));
    }
}
