package io.tracker.agent.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The objects below the configured root. Keys are relative to it, as {@code ObjectNames} builds them.
 *
 * <p>Nothing is ever deleted. Transient failures are retried inside, with jittered backoff; what comes out as an {@link IOException} has
 * outlived the retries. What only the operator can mend (bucket, credentials, permission) is an
 * {@link io.tracker.agent.failure.OperatorException}. Thread safe.
 */
public interface ObjectStore extends AutoCloseable {
    /** How an attempt to create an object ended. */
    enum PutResult {
        /** The object is there with this body, and was not before. */
        CREATED,
        /** An object of this name was there. It may be our own, when the reply to an earlier try was lost: read it. */
        EXISTS,
        /** No answer: the object may be there or not, or appear later. Read it. */
        UNKNOWN
    }

    /**
     * Creates an object if there is none of this name ({@code If-None-Match: *}); of any number of callers at most one succeeds.
     *
     * @param body its bytes; they hold a nonce wherever the writer must recognise its own
     */
    PutResult createOnce(String key, byte[] body) throws IOException;

    /** Writes an object, in place of what may be there. Only for what a single writer writes, and nobody relies on. */
    void overwrite(String key, byte[] body) throws IOException;

    /** The whole of a small object; empty if there is none. */
    Optional<byte[]> read(String key) throws IOException;

    /**
     * Opens a stretch of an object. The stream may end early where the object does.
     *
     * @throws java.io.FileNotFoundException if there is no such object
     */
    InputStream open(String key, long offset, long length) throws IOException;

    /** The object's size in bytes; empty if there is none. */
    OptionalLong size(String key) throws IOException;

    /** All keys that begin with a prefix, in ascending order of their UTF-8 bytes. */
    List<String> list(String prefix) throws IOException;

    /** Begins an object that appears only when it is committed. */
    PendingObject create(String key) throws IOException;

    /** The root, for people: {@code s3://bucket/prefix}. */
    String root();

    @Override
    void close();
}
