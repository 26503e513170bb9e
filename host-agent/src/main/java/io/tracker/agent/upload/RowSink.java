package io.tracker.agent.upload;

import java.io.IOException;

/** Takes the rows of a table, one after another. Not thread safe: one sink for each thread that reads a chunk. */
public interface RowSink {
    /**
     * Takes an encoded row. The sink copies what it keeps: the caller puts the next row into the same array.
     *
     * @throws IOException if the row cannot be stored; the chunk's reader must then give up its result
     */
    void row(byte[] bytes, int offset, int length) throws IOException;
}
