package io.tracker.agent.store;

import io.tracker.agent.config.StoreConfig;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.retry.RetryBudget;
import io.tracker.schemas.names.ObjectNames;
import java.io.IOException;
import java.nio.file.Files;

/** Opens the store that the configuration names. */
public final class ObjectStores {
    private static final int ATTEMPTS = 9;
    private static final int ATTEMPTS_OF_FIRST_CONTACT = 3;
    private static final int ATTEMPTS_BEFORE_THE_BUDGET = 5;

    private ObjectStores() {}

    /**
     * Opens a store, and proves that it answers and lets us in.
     *
     * @throws OperatorException if the bucket or directory is missing, or access is refused
     */
    public static ObjectStore open(StoreConfig config) throws IOException {
        return open(config, ATTEMPTS, RetryBudget.none());
    }

    /**
     * Opens a store as {@link #open(StoreConfig)} does, and waits for it afterwards when it does not answer.
     *
     * @param budget how long
     */
    public static ObjectStore open(StoreConfig config, RetryBudget budget) throws IOException {
        return open(config, ATTEMPTS_BEFORE_THE_BUDGET, budget);
    }

    private static ObjectStore open(StoreConfig config, int attempts, RetryBudget budget) throws IOException {
        if (config.root() instanceof StoreConfig.Directory directory) {
            if (!Files.isDirectory(directory.path())) {
                throw new OperatorException(
                        "directory of store.root is missing: " + directory.path(), "create it, or correct store.root");
            }
            return new DirectoryObjectStore(directory.path());
        }
        StoreConfig.Bucket bucket = (StoreConfig.Bucket) config.root();
        // Few tries, so that a wrong endpoint is told within seconds; a store that answered once is waited for longer.
        try (ObjectStore first = S3ObjectStore.open(bucket, config, ATTEMPTS_OF_FIRST_CONTACT)) {
            first.read(ObjectNames.fleet());
        }
        return S3ObjectStore.open(bucket, config, attempts, budget);
    }
}
