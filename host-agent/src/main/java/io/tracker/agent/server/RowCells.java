package io.tracker.agent.server;

import java.io.IOException;

/** Takes the cells of rows, one after another, as the server sent them. */
interface RowCells {
    /** A row begins. */
    void begin();

    /** The next cell is NULL. */
    void none() throws IOException;

    /** The next cell's bytes; they are overwritten afterwards. */
    void value(byte[] buffer, int offset, int length) throws IOException;

    /** The row has no more cells. */
    void end() throws IOException;
}
