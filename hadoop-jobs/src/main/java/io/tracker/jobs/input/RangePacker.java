package io.tracker.jobs.input;

import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.names.TableRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs the ranges of a table's objects into splits of about one size: large objects are spread over mappers, and small shards share
 * one. Every range lies in exactly one split, and none is divided. The order is that of shards, objects and ranges.
 *
 * <p>How many splits there are follows from the sum alone: as many as are needed for none to be larger than the target on average. Each gets
 * an equal share, give or take half a range, so that no mapper is left with a crumb. A range that is larger than a share leaves fewer.
 */
final class RangePacker {
    /** Opening another object costs about as much as reading this many bytes. */
    static final long OPEN_COST_BYTES = 1 << 20;

    private final long targetBytes;
    private final List<Source> objects = new ArrayList<>();
    private long cost;

    private record Source(TableRef table, int source, ManifestObject object) {
        /** What the range costs to read, with the opening of the object where it is the first. */
        long cost(int range) {
            return (range == 0 ? OPEN_COST_BYTES : 0)
                    + (object.ranges().isEmpty()
                            ? 0
                            : object.ranges().get(range).length());
        }

        /** An object without rows is read, too: its header is proved. */
        int steps() {
            return Math.max(1, object.ranges().size());
        }
    }

    /**
     * A packer for one table.
     *
     * @param targetBytes stored bytes that a split has at most on average, the opening of objects counted in
     */
    RangePacker(long targetBytes) {
        if (targetBytes < 1) {
            throw new IllegalArgumentException("Split size is not positive: " + targetBytes);
        }
        this.targetBytes = targetBytes;
    }

    /** Adds all objects of a manifest. */
    void add(Manifest manifest, int source) {
        for (ManifestObject object : manifest.objects()) {
            Source added = new Source(manifest.table().table(), source, object);
            for (int range = 0; range < added.steps(); range++) {
                cost += added.cost(range);
            }
            objects.add(added);
        }
    }

    /** All splits; one without parts for a table without objects, so that its output still has a file with the schema. */
    List<BackupSplit> finish() {
        long count = Math.max(1, (cost + targetBytes - 1) / targetBytes);
        double share = (double) cost / count;
        List<BackupSplit> splits = new ArrayList<>();
        List<SplitPart> parts = new ArrayList<>();
        long before = 0;
        long split = 0;
        for (Source each : objects) {
            int first = 0;
            for (int range = 0; range < each.steps(); range++) {
                long costs = each.cost(range);
                // A range belongs to the share that its middle lies in.
                long own = Math.min(count - 1, (long) ((before + costs / 2.0) / share));
                if (own > split) {
                    addPart(each, first, range, parts);
                    endSplit(parts, splits);
                    first = range;
                    split = own;
                }
                before += costs;
            }
            parts.add(new SplitPart(
                    each.table(),
                    each.source(),
                    each.object(),
                    first,
                    each.object().ranges().size() - first));
        }
        endSplit(parts, splits);
        return splits.isEmpty() ? List.of(new BackupSplit(List.of())) : List.copyOf(splits);
    }

    private static void addPart(Source each, int first, int end, List<SplitPart> parts) {
        if (end > first) {
            parts.add(new SplitPart(each.table(), each.source(), each.object(), first, end - first));
        }
    }

    private static void endSplit(List<SplitPart> parts, List<BackupSplit> splits) {
        if (!parts.isEmpty()) {
            splits.add(new BackupSplit(parts));
            parts.clear();
        }
    }
}
