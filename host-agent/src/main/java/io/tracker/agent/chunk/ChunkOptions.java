package io.tracker.agent.chunk;

/**
 * How a table is cut.
 *
 * @param rows how many rows a chunk should have, {@code chunk.rows}
 * @param limit how many chunks a table has at most: beyond it they get larger
 */
public record ChunkOptions(long rows, int limit) {
    public ChunkOptions {
        if (rows < 1) {
            throw new IllegalArgumentException("chunk.rows is not positive: " + rows);
        }
        if (limit < 1) {
            throw new IllegalArgumentException("Limit of chunks is not positive: " + limit);
        }
    }
}
