package io.tracker.agent.config;

import java.time.Duration;
import java.util.Objects;

/**
 * What the janitor must know: it needs no database.
 *
 * @param store where backups are
 * @param olderThan age from which garbage is garbage
 */
public record JanitorConfig(StoreConfig store, Duration olderThan) {
    public JanitorConfig {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(olderThan, "olderThan");
    }
}
