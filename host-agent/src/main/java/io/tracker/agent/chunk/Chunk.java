package io.tracker.agent.chunk;

import io.tracker.agent.server.KeyRange;
import java.util.Objects;

/**
 * A part of a table that one connection reads. The chunks of a plan are disjoint and cover the table.
 *
 * @param index from 0, in key order
 * @param range which keys
 */
public record Chunk(int index, KeyRange range) {
    public Chunk {
        Objects.requireNonNull(range, "range");
        if (index < 0) {
            throw new IllegalArgumentException("Chunk index is negative: " + index);
        }
    }
}
