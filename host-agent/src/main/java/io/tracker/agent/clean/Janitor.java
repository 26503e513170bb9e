package io.tracker.agent.clean;

import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.StoreCleaner;
import io.tracker.agent.store.StoreCleaner.OpenUpload;
import io.tracker.agent.store.StoreCleaner.StoredObject;
import io.tracker.schemas.names.ObjectNames;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds what nobody needs: attempts that no manifest names, open uploads, and what checks left behind, all older than the age. With
 * {@link Mode#DELETE} it removes them.
 *
 * <p>What any manifest names stays, superseded or not. Where a manifest cannot be read, all of its table and day stays. Objects whose
 * names are not of Tracker's making stay. The age protects runs that are under way: it must be longer than any attempt lasts. Memory
 * holds the objects of one table and day of a shard.
 */
public final class Janitor {
    private final ObjectStore store;
    private final StoreCleaner cleaner;
    private final Instant before;
    private final Mode mode;
    private final Consumer<Garbage> found;
    private final List<String> kept = new ArrayList<>();

    /** Whether garbage is removed. */
    public enum Mode {
        DRY_RUN,
        DELETE
    }

    /**
     * A janitor for one round.
     *
     * @param before only what was written before this, by the store's clock, is garbage
     * @param found takes each piece of garbage, after its removal if it is removed
     */
    public Janitor(ObjectStore store, StoreCleaner cleaner, Instant before, Mode mode, Consumer<Garbage> found) {
        this.store = store;
        this.cleaner = cleaner;
        this.before = before;
        this.mode = mode;
        this.found = found;
    }

    /**
     * Goes through the whole store.
     *
     * @return what is kept although nobody seems to need it, in one line each, with the reason
     */
    public List<String> clean() throws IOException {
        ShardDays days = new ShardDays();
        cleaner.visit(ObjectNames.data(), days::visit);
        days.end();
        checks();
        uploads();
        return List.copyOf(kept);
    }

    /** Gathers the objects of one table and day of a shard; in key order they come one after another. */
    private final class ShardDays {
        private final Map<String, List<StoredObject>> attempts = new LinkedHashMap<>();
        private String manifests = "";

        void visit(StoredObject object) throws IOException {
            Optional<String> attempt = ObjectNames.attemptFolderOf(object.key());
            if (attempt.isEmpty()) {
                kept.add(object.key() + ": not of Tracker's making");
                return;
            }
            String beside = ObjectNames.manifestsBeside(object.key());
            if (!beside.equals(manifests)) {
                end();
                manifests = beside;
            }
            attempts.computeIfAbsent(attempt.get(), folder -> new ArrayList<>()).add(object);
        }

        void end() throws IOException {
            attempts.values().removeIf(objects -> objects.stream()
                    .anyMatch(object -> !object.modifiedAt().isBefore(before)));
            if (!attempts.isEmpty()) {
                removeUnnamed(attempts);
            }
            attempts.clear();
        }
    }

    /** The manifests are read after the objects were listed: one that came between names objects of a younger attempt. */
    private void removeUnnamed(Map<String, List<StoredObject>> attempts) throws IOException {
        String any = attempts.values().iterator().next().get(0).key();
        Set<String> named;
        try {
            named = new NamedObjects(store).beside(any);
        } catch (IOException e) {
            kept.add(any + ": " + e.getMessage());
            return;
        }
        for (Map.Entry<String, List<StoredObject>> attempt : attempts.entrySet()) {
            if (attempt.getValue().stream().noneMatch(object -> named.contains(object.key()))) {
                remove(Garbage.of(Garbage.Kind.ATTEMPT, attempt.getKey(), attempt.getValue()), attempt.getValue());
            }
        }
    }

    private void checks() throws IOException {
        cleaner.visit(ObjectNames.checks(), object -> {
            if (object.modifiedAt().isBefore(before)) {
                remove(Garbage.of(Garbage.Kind.CHECK, object.key(), List.of(object)), List.of(object));
            }
        });
    }

    private void remove(Garbage garbage, List<StoredObject> objects) throws IOException {
        if (mode == Mode.DELETE) {
            for (StoredObject object : objects) {
                cleaner.delete(object);
            }
        }
        found.accept(garbage);
    }

    private void uploads() throws IOException {
        for (OpenUpload upload : cleaner.openUploads()) {
            if (upload.startedAt().isBefore(before)) {
                if (mode == Mode.DELETE) {
                    cleaner.abort(upload);
                }
                found.accept(new Garbage(Garbage.Kind.UPLOAD, upload.key(), 0, 0, upload.startedAt()));
            }
        }
    }
}
