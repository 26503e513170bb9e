package io.tracker.jobs.backup;

import io.tracker.jobs.plan.SourceManifest;
import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The current manifests of a table and day over all its shards: for each shard the one with the highest number. Thread safe. */
public final class TableManifests {
    private final BackupRoot root;
    private final ParallelReads reads;
    private final Documents documents = new Documents();

    public TableManifests(BackupRoot root, ParallelReads reads) {
        this.root = root;
        this.reads = reads;
    }

    /** The names of the current manifests: one listing. */
    public CurrentManifests list(TableName name, LocalDate dt) throws IOException {
        return CurrentManifests.of(
                name, dt, root.objectsBelow(ObjectNames.manifestsOfTable(name.dataset(), name.table(), dt), reads));
    }

    /**
     * Reads the current manifests, one read a shard.
     *
     * @return in order of their shards; none when the table has none
     * @throws IOException if one is damaged, or is of another table than its name says
     */
    public List<Manifest> read(CurrentManifests current) throws IOException {
        List<Manifest> manifests = readAll(List.copyOf(current.objects()), this::read);
        for (Manifest manifest : manifests) {
            requireOf(current.name(), current.dt(), manifest);
        }
        return manifests.stream()
                .sorted(Comparator.comparing(
                                (Manifest manifest) -> manifest.table().table().replicaSet())
                        .thenComparing(manifest -> manifest.table().table().schema()))
                .toList();
    }

    /**
     * Reads the very manifests that a job was planned for. An object store is listed again: with the sizes that the listing tells, it is asked
     * once a manifest.
     *
     * @throws IOException if one is gone or is another one now
     */
    public List<Manifest> planned(TableName name, LocalDate dt, List<SourceManifest> sources) throws IOException {
        Map<String, StoredObject> listed = new HashMap<>();
        if (!root.isTree()) {
            root.objectsBelow(ObjectNames.manifestsOfTable(name.dataset(), name.table(), dt), reads)
                    .forEach(object -> listed.put(object.key(), object));
        }
        return readAll(sources, source -> {
            String key = ObjectNames.manifest(new TableDay(source.table(), dt), source.number());
            Manifest manifest = listed.containsKey(key) ? read(listed.get(key)) : parse(key, root.read(key));
            if (!source.isOf(manifest)) {
                throw new IOException("Manifest changed since the job was planned: " + source.table() + " (got nonce "
                        + manifest.nonce() + ", expected " + source.nonce() + "); HINT: run the job again");
            }
            return manifest;
        });
    }

    /** Shards have few schemas: each is held once, however many manifests bring it. */
    private <I> List<Manifest> readAll(List<I> inputs, ParallelReads.Read<I, Manifest> read) throws IOException {
        Map<String, Manifest> oneOfEach = new ConcurrentHashMap<>();
        return reads.all(inputs, input -> {
            Manifest manifest = read.apply(input);
            Manifest first = oneOfEach.putIfAbsent(manifest.schema().hash(), manifest);
            return first == null ? manifest : manifest.sharingSchemaOf(first);
        });
    }

    private Manifest read(StoredObject object) throws IOException {
        return parse(object.key(), root.read(object));
    }

    private Manifest parse(String key, Optional<byte[]> read) throws IOException {
        byte[] json = read.orElseThrow(() -> new IOException("Manifest is gone: " + root.path(key)
                + "; HINT: manifests are never deleted; restore it from the bucket's versions"));
        Manifest manifest =
                documents.read(DocumentKind.MANIFEST, json, root.path(key).toString());
        String expected = ObjectNames.manifest(manifest.table(), manifest.number());
        if (!key.equals(expected)) {
            throw new IOException("Manifest does not lie where its names say: " + root.path(key) + " (got "
                    + manifest.table() + " number " + manifest.number() + ", expected at " + expected
                    + "); HINT: it was copied or renamed; restore the object from the bucket's versions");
        }
        return manifest;
    }

    private static void requireOf(TableName name, LocalDate dt, Manifest manifest) throws IOException {
        TableDay found = manifest.table();
        boolean same = found.table().dataset().equals(name.dataset())
                && found.table().table().equals(name.table())
                && found.dt().equals(dt);
        if (!same) {
            throw new IOException(
                    "Manifest is of another table (got " + found.table().dataset() + "."
                            + found.table().table() + " dt=" + found.dt() + ", expected " + name + " dt=" + dt + ")");
        }
    }
}
