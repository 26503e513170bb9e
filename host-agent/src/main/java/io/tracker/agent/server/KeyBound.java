package io.tracker.agent.server;

import java.util.List;

/**
 * A key, or the values of its leading columns, written as SQL literals that the same server compares as it sorts the key. Only
 * this package makes them.
 *
 * @param literals one for each leading key column
 */
public record KeyBound(List<String> literals) {
    public KeyBound {
        literals = List.copyOf(literals);
        if (literals.isEmpty()) {
            throw new IllegalArgumentException("A key bound has no values");
        }
    }
}
