package io.tracker.agent.table;

import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.progress.ProgressMeter;
import io.tracker.agent.publish.TablePublisher;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.throttle.ReadingPace;
import java.time.Clock;

/**
 * What every table of a run is taken with.
 *
 * @param config the configuration
 * @param store takes the objects
 * @param publisher makes tables exist
 * @param claims decide which tables are this run's
 * @param identity who runs
 * @param meter counts
 * @param pace says how fast rows are read
 * @param clock for times that manifests state
 */
public record TableSteps(
        AgentConfig config,
        ObjectStore store,
        TablePublisher publisher,
        TableClaims claims,
        RunIdentity identity,
        ProgressMeter meter,
        ReadingPace pace,
        Clock clock) {
    TableAttempt attempt(ReadingThreads threads) {
        return new TableAttempt(config, store, threads, meter, pace);
    }
}
