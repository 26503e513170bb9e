package io.tracker.jobs.input;

import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.names.TableRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs the ranges of a table's objects into splits of about one size: large objects are spread over mappers, and small shards share
 * one. Every range lies in exactly one split. The order is that of shards, objects and ranges.
 */
final class RangePacker {
    /** Opening another object costs about as much as reading this many bytes. */
    private static final long OPEN_COST_BYTES = 1 << 20;

    private final long targetBytes;
    private final List<BackupSplit> splits = new ArrayList<>();
    private final List<SplitPart> parts = new ArrayList<>();
    private long bytes;

    /**
     * A packer for one table.
     *
     * @param targetBytes stored bytes after which a split ends; a range is never divided
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
            add(manifest.table().table(), source, object);
        }
    }

    /** All splits; one without parts for a table without objects, so that its output still has a file with the schema. */
    List<BackupSplit> finish() {
        endSplit();
        if (splits.isEmpty()) {
            splits.add(new BackupSplit(List.of()));
        }
        return List.copyOf(splits);
    }

    private void add(TableRef table, int source, ManifestObject object) {
        int first = 0;
        bytes += OPEN_COST_BYTES;
        for (int range = 0; range < object.ranges().size(); range++) {
            long length = object.ranges().get(range).length();
            if (range > first || !parts.isEmpty()) {
                if (length > targetBytes - bytes) {
                    endPart(table, source, object, first, range);
                    endSplit();
                    first = range;
                }
            }
            bytes += length;
        }
        parts.add(new SplitPart(table, source, object, first, object.ranges().size() - first));
    }

    private void endPart(TableRef table, int source, ManifestObject object, int first, int end) {
        if (end > first) {
            parts.add(new SplitPart(table, source, object, first, end - first));
        }
    }

    private void endSplit() {
        if (!parts.isEmpty()) {
            splits.add(new BackupSplit(parts));
            parts.clear();
        }
        bytes = 0;
    }
}
