package io.tracker.jobs;

import io.tracker.jobs.backup.BackupDay;
import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.backup.CurrentManifests;
import io.tracker.jobs.backup.DayReader;
import io.tracker.jobs.backup.Gate;
import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.backup.StoreProbe;
import io.tracker.jobs.backup.TableManifests;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.lookup.RowLookup;
import io.tracker.jobs.plan.Gap;
import io.tracker.jobs.plan.SourceSchemas;
import io.tracker.jobs.print.RowText;
import io.tracker.jobs.schema.SchemaUnifier;
import io.tracker.jobs.text.Counted;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** Prints rows, or names files, of the current backup of one table and day. Not thread safe. */
public final class CatRun implements AutoCloseable {
    private final ParallelReads reads = new ParallelReads();
    private final CatRequest request;
    private final BackupRoot root;
    private final CurrentManifests current;
    private final List<Manifest> manifests;
    private String summary = "";

    /** Takes text; says whether more is wanted. */
    public interface TextSink {
        boolean take(String text) throws IOException;
    }

    /**
     * Reads the current manifests.
     *
     * @throws OperatorException if there is none of that table, or of that shard
     */
    public CatRun(CatRequest request, Configuration hadoop) throws IOException {
        this.request = request;
        this.root = BackupRoot.open(request.root(), hadoop);
        StoreProbe.ask(root.path(), hadoop);
        TableManifests stored = new TableManifests(root, reads);
        this.current = stored.list(request.table(), request.dt());
        this.manifests = manifests(stored.read(current));
    }

    /** What the table lacks for the day; not asked for one shard. */
    public List<Gap> gaps() throws IOException {
        if (request.shard().isPresent()) {
            return List.of();
        }
        BackupDay day = new DayReader(root, reads).read(request.dt());
        return new Gate(day).gaps(current);
    }

    /** Where the objects lie, in the order of shards and rows. */
    public List<String> paths() {
        return manifests.stream()
                .flatMap(manifest -> manifest.objects().stream())
                .map(object -> root.path(object.key()).toString())
                .toList();
    }

    /**
     * Prints rows.
     *
     * @param limit rows at most
     * @throws IOException if the shards' schemas cannot be unified, or a range that is read is damaged
     */
    public void print(RowText.Form form, long limit, TextSink sink) throws IOException {
        SourceSchemas sources = SourceSchemas.of(manifests);
        RowText text = form.of(SchemaUnifier.unify(sources.sources()));
        RowLookup lookup = new RowLookup(root, reads, request.rows());
        long[] rows = new long[1];
        boolean more = sink.take(text.head());
        for (int i = 0; more && i < manifests.size(); i++) {
            more = lookup.rows(manifests.get(i), sources.indexOf(manifests.get(i)), (table, source, row) -> {
                rows[0]++;
                return sink.take(text.row(table, source, row)) && rows[0] < limit;
            });
        }
        summary =
                Counted.of(rows[0], "row") + " of " + Counted.of(manifests.size(), "shard") + "; read " + lookup.cost();
    }

    /** What was printed, and what that cost. */
    public String summary() {
        return summary;
    }

    @Override
    public void close() {
        reads.close();
    }

    private List<Manifest> manifests(List<Manifest> all) {
        List<Manifest> wanted = all.stream()
                .filter(manifest -> request.shard()
                        .map(manifest.table().table().shard()::equals)
                        .orElse(true))
                .toList();
        if (wanted.isEmpty()) {
            String shards = all.stream()
                    .map(manifest -> manifest.table().table().shard())
                    .collect(Collectors.joining(", "));
            throw new OperatorException(
                    "Table has no manifest: " + request.table() + " dt=" + request.dt()
                            + request.shard().map(shard -> " of " + shard).orElse(""),
                    shards.isEmpty() ? "check --root, --dataset, --table and --dt" : "shards that have one: " + shards);
        }
        return wanted;
    }
}
