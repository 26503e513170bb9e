package io.tracker.agent.clean;

import io.tracker.agent.store.StoreCleaner.StoredObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Something that nobody needs.
 *
 * @param kind why it is there
 * @param name the folder, object or upload
 * @param objects how many objects it has; 0 for an upload
 * @param bytes their sizes; 0 for an upload, whose parts nobody lists
 * @param newest when it was written last, by the store's clock
 */
public record Garbage(Kind kind, String name, int objects, long bytes, Instant newest) {
    /** Why garbage is there. */
    public enum Kind {
        /** An attempt that no manifest names: it failed, or lost against another agent. */
        ATTEMPT,
        /** A table's day of a shard that is older than backups are kept. */
        EXPIRED,
        /** What was recorded for a day of which no backup is left. */
        DAY,
        /** What a check tried the store out with. */
        CHECK,
        /** A multipart upload whose agent died. */
        UPLOAD
    }

    static Garbage of(Kind kind, String name, List<StoredObject> objects) {
        return new Garbage(
                kind,
                name,
                objects.size(),
                objects.stream().mapToLong(StoredObject::bytes).sum(),
                objects.stream()
                        .map(StoredObject::modifiedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }
}
