package io.tracker.agent.server;

import java.util.Optional;

/** Marks a signature whose body is on its way. */
public final class NotBuilt {
    private NotBuilt() {}

    /** Always fails. */
    public static <T> T yet(Optional<T> value) {
        return value.orElseThrow(() -> new IllegalStateException("Not built yet"));
    }
}
