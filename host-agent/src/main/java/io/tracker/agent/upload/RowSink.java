package io.tracker.agent.upload;

import io.tracker.schemas.container.RowEncoder;
import java.io.IOException;

/** Takes the rows of a table, one after another. Not thread safe: one sink for each thread that reads a chunk. */
public interface RowSink {
    /**
     * Takes a row that the encoder has ended. The sink copies what it keeps: the caller encodes the next row into the same encoder.
     *
     * @throws IOException if the row cannot be stored; the chunk's reader must then give up its result
     */
    void row(RowEncoder row) throws IOException;
}
