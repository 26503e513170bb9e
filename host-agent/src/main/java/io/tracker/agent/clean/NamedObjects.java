package io.tracker.agent.clean;

import io.tracker.agent.store.ObjectStore;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.names.ObjectNames;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Finds what the manifests of a table, day and shard name: all of them, the superseded ones too. */
final class NamedObjects {
    private final ObjectStore store;
    private final Documents documents = new Documents();

    NamedObjects(ObjectStore store) {
        this.store = store;
    }

    /**
     * Keys that must stay.
     *
     * @param backupObject any of the shard's backup objects
     * @throws IOException if that is not sure; then nothing of it may be removed
     */
    Set<String> beside(String backupObject) throws IOException {
        Set<String> named = new HashSet<>();
        int highest = 0;
        for (String key : store.list(ObjectNames.manifestsBeside(backupObject))) {
            OptionalInt number = ObjectNames.manifestNumber(key);
            Optional<byte[]> body = store.read(key);
            if (number.isEmpty() || body.isEmpty()) {
                throw new IOException("object among manifests is none: " + key
                        + "; HINT: nothing of this table and day is removed while it is there");
            }
            Manifest manifest = documents.read(DocumentKind.MANIFEST, body.get(), key);
            if (!key.equals(ObjectNames.manifest(manifest.table(), manifest.number()))) {
                throw new IOException("manifest stands in another's place: " + key + " (got that of " + manifest.table()
                        + "); HINT: nothing of this table and day is removed while it is there");
            }
            highest = Math.max(highest, number.getAsInt());
            manifest.objects().stream().map(ManifestObject::key).forEach(named::add);
        }
        requireRecorded(backupObject, highest);
        return named;
    }

    /** A manifest that was recorded and is not there may have been lost, and its objects may be all that is left. */
    private void requireRecorded(String backupObject, int highest) throws IOException {
        String key = ObjectNames.outcomeBeside(backupObject);
        Optional<byte[]> body = store.read(key);
        if (body.isEmpty()) {
            return;
        }
        Outcome outcome = documents.read(DocumentKind.OUTCOME, body.get(), key);
        int recorded = outcome.manifest().map(Outcome.Published::number).orElse(0);
        if (recorded > highest) {
            throw new IOException(
                    "manifest is recorded and not there: " + key + " (got " + highest + ", expected " + recorded
                            + "); HINT: nothing of this table and day is removed; restore the manifest from the bucket's versions");
        }
    }
}
