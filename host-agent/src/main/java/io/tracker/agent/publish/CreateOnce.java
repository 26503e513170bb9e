package io.tracker.agent.publish;

import io.tracker.agent.store.ObjectStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Creates an object, or finds the one that is there. Whatever the network does, of any number of writers all come back with the same
 * body. Nothing is deleted on doubt.
 */
final class CreateOnce {
    private static final int TRIES = 4;

    private final ObjectStore store;

    CreateOnce(ObjectStore store) {
        this.store = store;
    }

    /**
     * What stands in the store.
     *
     * @param body its bytes
     * @param mine whether they are those that the caller brought
     */
    record Standing(byte[] body, boolean mine) {
        static Standing of(byte[] found, byte[] brought) {
            return new Standing(found, Arrays.equals(found, brought));
        }
    }

    /**
     * Creates the object if there is none.
     *
     * @param body holds a nonce, so that no two writers bring the same
     * @throws IOException if nobody can say what stands; running again finds out
     */
    Standing put(String key, byte[] body) throws IOException {
        for (int attempt = 1; ; attempt++) {
            ObjectStore.PutResult result = store.createOnce(key, body);
            if (result == ObjectStore.PutResult.CREATED) {
                return new Standing(body, true);
            }
            // 412 may speak of our own earlier try, and no answer may mean either: what stands decides.
            Optional<byte[]> found = store.read(key);
            if (found.isPresent()) {
                return Standing.of(found.get(), body);
            }
            if (attempt == TRIES) {
                throw new IOException("creation of an object stays unknown: " + key + " (got " + result
                        + " and then no object, " + TRIES
                        + " times); HINT: run again: what stands then is taken, and nothing is written twice");
            }
        }
    }
}
