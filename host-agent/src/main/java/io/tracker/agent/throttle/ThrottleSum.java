package io.tracker.agent.throttle;

import java.time.Duration;

/**
 * What the agent did for one reason in a run.
 *
 * @param reason why
 * @param action what, as the log calls it
 * @param times how often it began
 * @param total how long it lasted in all
 */
public record ThrottleSum(ThrottleReason reason, String action, int times, Duration total) {}
