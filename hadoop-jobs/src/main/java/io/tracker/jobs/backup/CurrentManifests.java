package io.tracker.jobs.backup;

import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import io.tracker.schemas.names.TableRef;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names of a table's current manifests of a day: of each shard the one with the highest number. It is one listing; what they say is not
 * read. Immutable.
 */
public final class CurrentManifests {
    private final TableName name;
    private final LocalDate dt;
    private final Map<String, StoredObject> byFolder;

    private CurrentManifests(TableName name, LocalDate dt, Map<String, StoredObject> byFolder) {
        this.name = name;
        this.dt = dt;
        this.byFolder = byFolder;
    }

    /** Chooses among all objects below the table's folder of the day. */
    static CurrentManifests of(TableName name, LocalDate dt, List<StoredObject> found) {
        Map<String, StoredObject> highest = new HashMap<>();
        for (StoredObject object : found) {
            String key = object.key();
            if (ObjectNames.manifestNumber(key).isPresent()) {
                String folder = key.substring(0, key.lastIndexOf('/') + 1);
                highest.merge(folder, object, (one, other) -> one.key().compareTo(other.key()) > 0 ? one : other);
            }
        }
        return new CurrentManifests(name, dt, highest);
    }

    TableName name() {
        return name;
    }

    LocalDate dt() {
        return dt;
    }

    /** All of them, in no order. */
    Collection<StoredObject> objects() {
        return byFolder.values();
    }

    /** How many shards have one. */
    public int size() {
        return byFolder.size();
    }

    /** The number of a shard's current manifest; empty where it has none. */
    public OptionalInt number(TableRef table) {
        return Optional.ofNullable(byFolder.get(ObjectNames.manifestsOfShard(new TableDay(table, dt))))
                .map(object -> ObjectNames.manifestNumber(object.key()))
                .orElse(OptionalInt.empty());
    }

    /** The replica sets that have a manifest, by their encoded names. */
    SortedSet<String> encodedReplicaSets() {
        SortedSet<String> names = new TreeSet<>();
        byFolder.keySet()
                .forEach(folder ->
                        names.add(shard(folder).substring(0, shard(folder).indexOf('.'))));
        return names;
    }

    /** A shard of a replica set, by encoded names, for messages. */
    String oneShardOf(String encodedReplicaSet) {
        return byFolder.keySet().stream()
                .map(CurrentManifests::shard)
                .filter(shard -> shard.startsWith(encodedReplicaSet + "."))
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private static String shard(String folder) {
        int end = folder.length() - 1;
        return folder.substring(folder.lastIndexOf('/', end - 1) + 1, end);
    }
}
