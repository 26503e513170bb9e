package io.tracker.agent.store;

import io.tracker.agent.config.StoreConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What the janitor may do that nobody else may: see how old things are, and remove them. Agents and jobs never open one, so that their
 * accounts need no right to delete. Not thread safe.
 */
public interface StoreCleaner extends AutoCloseable {
    /**
     * An object.
     *
     * @param key relative to the root
     * @param bytes its size
     * @param modifiedAt by the store's clock
     */
    record StoredObject(String key, long bytes, Instant modifiedAt) {}

    /**
     * A multipart upload that was neither completed nor aborted.
     *
     * @param key of the object that it would have become, relative to the root
     * @param id what the store calls it
     * @param startedAt by the store's clock
     */
    record OpenUpload(String key, String id, Instant startedAt) {}

    /** Takes what a listing finds, one after another. */
    interface ObjectVisitor {
        void visit(StoredObject object) throws IOException;
    }

    /** Shows all objects that begin with a prefix, in ascending order of their keys, and holds one page of them at most. */
    void visit(String prefix, ObjectVisitor visitor) throws IOException;

    /** All uploads below the root that are not ended. */
    List<OpenUpload> openUploads() throws IOException;

    /** Removes an object; does nothing if it is not there. */
    void delete(StoredObject object) throws IOException;

    /** Removes an upload with its parts; does nothing if it has ended. */
    void abort(OpenUpload upload) throws IOException;

    @Override
    void close();

    /** Opens the cleaner of a store that exists. */
    static StoreCleaner open(StoreConfig config) {
        if (config.root() instanceof StoreConfig.Directory directory) {
            return new DirectoryStoreCleaner(directory.path());
        }
        return S3StoreCleaner.open((StoreConfig.Bucket) config.root(), config);
    }
}
