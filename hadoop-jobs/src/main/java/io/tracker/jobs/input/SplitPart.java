package io.tracker.jobs.input;

import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import io.tracker.schemas.names.TableRef;
import java.util.List;
import java.util.Objects;

/**
 * Ranges of one backup object that lie side by side.
 *
 * @param table the table of the shard that the object belongs to
 * @param source index of its schema in the job's list of source schemas
 * @param object as its manifest describes it
 * @param first index of the first range
 * @param count how many ranges; 0 for an object without rows, of which only the header is proved
 */
public record SplitPart(TableRef table, int source, ManifestObject object, int first, int count) {
    public SplitPart {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(object, "object");
        if (source < 0 || first < 0 || count < 0 || count > object.ranges().size() - first) {
            throw new IllegalArgumentException("Part of " + object.key() + " is out of bounds (got source " + source
                    + ", ranges " + first + " and " + count + " of "
                    + object.ranges().size() + ")");
        }
    }

    /** Whether the object's header is proved with this part: exactly one part of an object does it. */
    boolean provesHeader() {
        return first == 0;
    }

    /** The ranges. */
    public List<ManifestRange> ranges() {
        return object.ranges().subList(first, first + count);
    }

    /** Stored bytes of the ranges. */
    public long bytes() {
        return ranges().stream().mapToLong(ManifestRange::length).sum();
    }
}
