package io.tracker.agent.store;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An object on its way. {@link #commit} publishes it; {@link #close} alone discards it. Memory is bounded by the store's part buffers.
 * Not thread safe.
 */
public interface PendingObject extends AutoCloseable {
    /** Takes the object's bytes; flushing or closing it does nothing. */
    OutputStream output();

    /**
     * Makes the object appear, whole and durable: the store has confirmed its checksums and its size.
     *
     * @throws IOException if that is not sure; the object must then not be named by a manifest
     */
    void commit() throws IOException;

    /** Discards what was not committed, as far as the store answers; does nothing after {@link #commit}. */
    @Override
    void close();
}
