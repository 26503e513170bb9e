package io.tracker.jobs.lookup;

import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.filter.KeyFilter;
import io.tracker.jobs.filter.KeyRange;
import io.tracker.jobs.input.PartReader;
import io.tracker.jobs.input.RangePeek;
import io.tracker.jobs.input.SplitPart;
import io.tracker.jobs.text.Counted;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.util.List;

/**
 * Looks rows up in the backups of a table, shard by shard. Rows are handed on as soon as their block's checksum holds; each range that is
 * read to its end is proved whole. Not thread safe.
 */
public final class RowLookup {
    private final BackupRoot root;
    private final ParallelReads reads;
    private final KeyRange wanted;
    private long rangesRead;
    private long rangesOfAll;

    public RowLookup(BackupRoot root, ParallelReads reads, KeyRange wanted) {
        this.root = root;
        this.reads = reads;
        this.wanted = wanted;
    }

    /**
     * Hands the wanted rows of one shard on.
     *
     * @param source index of the manifest's schema among the table's
     * @return whether the sink wants more
     * @throws io.tracker.jobs.failure.OperatorException if the table has no such key
     * @throws IOException if a range that is read is damaged; the message names object and offset
     */
    public boolean rows(Manifest manifest, int source, RowSink sink) throws IOException {
        RowLayout layout = manifest.layout();
        KeyFilter filter = KeyFilter.of(wanted, manifest.schema());
        List<SplitPart> parts = new RangeFinder(new RangePeek(root, layout), reads).find(manifest, source, filter);
        manifest.objects().forEach(object -> rangesOfAll += object.ranges().size());
        for (SplitPart part : parts) {
            rangesRead += part.count();
            try (PartReader reader = PartReader.open(root, part, layout)) {
                while (reader.next()) {
                    if (filter.matches(reader.row())) {
                        if (!sink.take(part.table(), source, reader.row())) {
                            return false;
                        }
                        if (filter.isUnique()) {
                            return true;
                        }
                    }
                }
            }
        }
        return true;
    }

    /** Ranges that were begun, of all that the manifests name. */
    public String cost() {
        return rangesRead + " of " + Counted.of(rangesOfAll, "range");
    }
}
