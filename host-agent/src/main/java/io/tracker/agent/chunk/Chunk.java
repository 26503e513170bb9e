package io.tracker.agent.chunk;

import io.tracker.agent.server.KeyRange;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of a table that one connection reads. The chunks of a plan are disjoint and cover the table.
 *
 * @param index from 0, in key order
 * @param partition of which partition; empty for the table
 * @param range which keys
 */
public record Chunk(int index, Optional<String> partition, KeyRange range) {
    public Chunk {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(range, "range");
        if (index < 0) {
            throw new IllegalArgumentException("Chunk index is negative: " + index);
        }
    }
}
