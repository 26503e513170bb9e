package io.tracker.agent.clean;

import io.tracker.agent.store.StoreCleaner;
import io.tracker.agent.store.StoreCleaner.StoredObject;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.StoredShardDay;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Removes backups of days before a day: whole days of a table, over all its shards. The newest backup of each shard stays, however old,
 * with all of its day, and so does the newest day that has the most shards, which is the table's newest complete one.
 *
 * <p>A crash at any point leaves what readers understand: first the outcome goes, then the manifests, the current one last, then the
 * objects, which are then what no manifest names. What was recorded for a day goes when no manifest of that day is left, the sign that it
 * is complete first, the plan last. Memory holds the manifests' keys of one table.
 */
public final class Retention {
    private final StoreCleaner cleaner;
    private final LocalDate before;
    private final Janitor.Mode mode;
    private final Consumer<Garbage> found;
    private final Set<LocalDate> daysWithBackups = new HashSet<>();
    private final List<String> kept = new ArrayList<>();

    /**
     * Retention for one round.
     *
     * @param before backups of this day and later ones stay
     * @param found takes what goes, after its removal if it is removed
     */
    public Retention(StoreCleaner cleaner, LocalDate before, Janitor.Mode mode, Consumer<Garbage> found) {
        this.cleaner = cleaner;
        this.before = before;
        this.mode = mode;
        this.found = found;
    }

    /**
     * Goes through all manifests.
     *
     * @return what stays although it is old, in one line each, with the reason
     */
    public List<String> clean() throws IOException {
        Tables tables = new Tables();
        cleaner.visit(ObjectNames.manifests(), tables::visit);
        tables.end();
        documents();
        return List.copyOf(kept);
    }

    /** Gathers a table's days; in key order the tables come one after another. */
    private final class Tables {
        private final TreeMap<LocalDate, TreeMap<String, List<StoredObject>>> days = new TreeMap<>();
        private String table = "";

        void visit(StoredObject manifest) throws IOException {
            Optional<StoredShardDay> place = ObjectNames.placeOfManifest(manifest.key());
            if (place.isEmpty()) {
                kept.add(manifest.key() + ": not of Tracker's making");
                return;
            }
            if (!place.get().table().equals(table)) {
                end();
                table = place.get().table();
            }
            days.computeIfAbsent(place.get().dt(), dt -> new TreeMap<>())
                    .computeIfAbsent(place.get().shard(), shard -> new ArrayList<>())
                    .add(manifest);
        }

        void end() throws IOException {
            Set<LocalDate> stay = newest();
            for (LocalDate dt : days.keySet()) {
                if (!dt.isBefore(before)) {
                    daysWithBackups.add(dt);
                } else if (stay.contains(dt)) {
                    daysWithBackups.add(dt);
                    kept.add(table + " dt=" + dt + ": the newest backup of the table, or of one of its shards");
                } else {
                    for (String shard : days.get(dt).keySet()) {
                        expire(
                                new StoredShardDay(table, dt, shard),
                                days.get(dt).get(shard));
                    }
                }
            }
            days.clear();
        }

        private Set<LocalDate> newest() {
            Set<LocalDate> newest = new TreeSet<>();
            Set<String> seen = new HashSet<>();
            int most = days.values().stream().mapToInt(TreeMap::size).max().orElse(0);
            boolean whole = false;
            for (LocalDate dt : days.descendingKeySet()) {
                Set<String> shards = days.get(dt).keySet();
                if (seen.addAll(shards) || (!whole && shards.size() == most)) {
                    newest.add(dt);
                }
                whole |= shards.size() == most;
            }
            return newest;
        }
    }

    private void expire(StoredShardDay place, List<StoredObject> manifests) throws IOException {
        List<StoredObject> doomed = new ArrayList<>();
        cleaner.visit(ObjectNames.outcomeOf(place), object -> {
            if (object.key().equals(ObjectNames.outcomeOf(place))) {
                doomed.add(object);
            }
        });
        // in key order: the current one, which has the highest number, goes last
        doomed.addAll(manifests);
        cleaner.visit(ObjectNames.dataOf(place), doomed::add);
        remove(Garbage.of(Garbage.Kind.EXPIRED, ObjectNames.manifestsOf(place), doomed), doomed);
    }

    private void documents() throws IOException {
        TreeMap<LocalDate, List<StoredObject>> days = new TreeMap<>();
        cleaner.visit(ObjectNames.days(), object -> ObjectNames.dayOf(object.key())
                .filter(dt -> dt.isBefore(before) && !daysWithBackups.contains(dt))
                .ifPresent(
                        dt -> days.computeIfAbsent(dt, day -> new ArrayList<>()).add(object)));
        for (LocalDate dt : days.keySet()) {
            // in key order: complete.json comes first, plan.json last
            remove(Garbage.of(Garbage.Kind.DAY, ObjectNames.dayFolder(dt), days.get(dt)), days.get(dt));
        }
    }

    private void remove(Garbage garbage, List<StoredObject> objects) throws IOException {
        if (mode == Janitor.Mode.DELETE) {
            for (StoredObject object : objects) {
                cleaner.delete(object);
            }
        }
        found.accept(garbage);
    }
}
