package io.tracker.agent.store;

import io.tracker.agent.config.StoreConfig;
import io.tracker.agent.store.TrialPoint.What;
import io.tracker.schemas.names.ObjectNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tries out, on a small object of its own that stays behind, whether a store keeps the one promise that Tracker relies on. */
public final class StoreTrial {
    private final ObjectStore store;

    public StoreTrial(ObjectStore store) {
        this.store = store;
    }

    /**
     * Tries out all that a run relies on, and what it would be better for.
     *
     * @param host whose trial it is
     */
    public List<TrialPoint> all(StoreConfig config, String host, Clock clock) throws IOException {
        List<TrialPoint> points = new ArrayList<>();
        points.add(createOnce(host)
                .map(detail -> TrialPoint.bad(
                        What.CREATE_ONCE,
                        detail,
                        "use a store that honours If-None-Match: *; without it nothing is safe"))
                .orElseGet(() -> TrialPoint.good(What.CREATE_ONCE, "honoured: a second creation was refused")));
        points.add(readAfterWrite(host));
        if (config.root() instanceof StoreConfig.Bucket bucket) {
            try (S3Trial trial = new S3Trial(bucket, config, host, clock)) {
                points.addAll(trial.run());
            }
        }
        return points;
    }

    private TrialPoint readAfterWrite(String host) throws IOException {
        String key = ObjectNames.check(host, UUID.randomUUID().toString());
        byte[] body = key.getBytes(StandardCharsets.UTF_8);
        store.overwrite(key, body);
        boolean read = store.read(key).filter(got -> Arrays.equals(got, body)).isPresent();
        boolean listed = store.list(key).equals(List.of(key));
        return read && listed
                ? TrialPoint.good(What.READ_AFTER_WRITE, "an object is read and listed as soon as it is written")
                : TrialPoint.bad(
                        What.READ_AFTER_WRITE,
                        "an object that was written is not " + (read ? "listed: " : "read: ") + key,
                        "use a store that is consistent; with another one days would look incomplete");
    }

    /**
     * Creates an object, tries to create it again, and reads it back.
     *
     * @return what is wrong; empty if create-once is honoured
     */
    public Optional<String> createOnce(String host) throws IOException {
        String key = ObjectNames.check(host, UUID.randomUUID().toString());
        byte[] first = ("first " + key).getBytes(StandardCharsets.UTF_8);
        byte[] second = ("second " + key).getBytes(StandardCharsets.UTF_8);
        ObjectStore.PutResult created = store.createOnce(key, first);
        if (created != ObjectStore.PutResult.CREATED) {
            return Optional.of("a new object was not created: " + key + " (got " + created + ")");
        }
        ObjectStore.PutResult again = store.createOnce(key, second);
        Optional<byte[]> stands = store.read(key);
        if (stands.isEmpty()) {
            return Optional.of("an object that was created is not there: " + key);
        }
        if (again != ObjectStore.PutResult.EXISTS || !Arrays.equals(stands.get(), first)) {
            return Optional.of("an object was created twice: " + key + " (got " + again + ", expected EXISTS)");
        }
        return Optional.empty();
    }
}
