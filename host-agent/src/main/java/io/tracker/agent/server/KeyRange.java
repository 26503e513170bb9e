package io.tracker.agent.server;

import java.util.Objects;
import java.util.Optional;

/**
 * A range of primary keys.
 *
 * @param from the first key in it; empty: from the table's first
 * @param to the first key behind it; empty: to the table's last
 */
public record KeyRange(Optional<KeyBound> from, Optional<KeyBound> to) {
    public KeyRange {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /** The whole table. */
    public static KeyRange all() {
        return new KeyRange(Optional.empty(), Optional.empty());
    }
}
