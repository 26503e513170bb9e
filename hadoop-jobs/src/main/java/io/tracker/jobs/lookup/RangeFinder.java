package io.tracker.jobs.lookup;

import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.filter.KeyFilter;
import io.tracker.jobs.input.RangePeek;
import io.tracker.jobs.input.SplitPart;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the ranges that can hold the wanted rows. The agent writes a chunk's rows in the order of the primary key, and chunks do not
 * overlap, so the first row of each object and range says what lies before it. Where the ranges of an object are not in that order, or
 * the key's order is not known, all of them are read. Not thread safe.
 */
final class RangeFinder {
    private final RangePeek peek;
    private final ParallelReads reads;

    RangeFinder(RangePeek peek, ParallelReads reads) {
        this.peek = peek;
        this.reads = reads;
    }

    /** The parts of a manifest's objects to read, in the objects' order. */
    List<SplitPart> find(Manifest manifest, int source, KeyFilter filter) throws IOException {
        List<ManifestObject> objects = manifest.objects().stream()
                .filter(object -> !object.ranges().isEmpty())
                .toList();
        List<SplitPart> whole = objects.stream()
                .map(object -> new SplitPart(
                        manifest.table().table(),
                        source,
                        object,
                        0,
                        object.ranges().size()))
                .toList();
        if (!filter.isSorted()) {
            return whole;
        }
        List<byte[]> firstKeys = reads.all(objects, object -> peek.firstValue(object, 0, filter.firstField()));
        NavigableSet<byte[]> inOrder = new TreeSet<>(filter::compare);
        inOrder.addAll(firstKeys);
        List<SplitPart> found = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            byte[] least = firstKeys.get(i);
            Optional<byte[]> greatest = Optional.ofNullable(inOrder.higher(least));
            if (filter.mayMatch(least, greatest)) {
                found.addAll(within(whole.get(i), least, greatest, filter));
            }
        }
        return found;
    }

    private List<SplitPart> within(SplitPart part, byte[] least, Optional<byte[]> greatest, KeyFilter filter)
            throws IOException {
        List<byte[]> keys = new ArrayList<>(List.of(least));
        List<Integer> others = new ArrayList<>();
        for (int range = 1; range < part.count(); range++) {
            others.add(range);
        }
        keys.addAll(reads.all(others, range -> peek.firstValue(part.object(), range, filter.firstField())));
        for (int range = 1; range < keys.size(); range++) {
            if (filter.compare(keys.get(range - 1), keys.get(range)) > 0) {
                return List.of(part);
            }
        }
        List<SplitPart> found = new ArrayList<>();
        for (int range = 0; range < keys.size(); range++) {
            Optional<byte[]> end = range + 1 < keys.size() ? Optional.of(keys.get(range + 1)) : greatest;
            if (filter.mayMatch(keys.get(range), end)) {
                found.add(new SplitPart(part.table(), part.source(), part.object(), range, 1));
            }
        }
        return found;
    }
}
