package io.tracker.agent.store;

import io.tracker.schemas.names.ObjectNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Tries out, on a small object of its own that stays behind, whether a store keeps the one promise that Tracker relies on. */
public final class StoreTrial {
    private final ObjectStore store;

    public StoreTrial(ObjectStore store) {
        this.store = store;
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
