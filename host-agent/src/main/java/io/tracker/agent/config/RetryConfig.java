package io.tracker.agent.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How long what does not answer is waited for.
 *
 * @param backoff the first pause between two tries; each later one is longer, and a random part of it is left out
 * @param budget how long a run waits in all
 */
public record RetryConfig(Duration backoff, Duration budget) {
    public RetryConfig {
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(budget, "budget");
    }
}
