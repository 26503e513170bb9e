package io.tracker.agent.config;

import io.tracker.agent.select.TableSelection;
import io.tracker.schemas.container.ContainerOptions;
import io.tracker.schemas.names.TableRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The whole configuration of a host agent, checked.
 *
 * @param replicaSet name of the replica set that this host belongs to
 * @param mysql how servers are reached
 * @param store where backups go
 * @param stateDirectory local state
 * @param metricsFile where runs leave their metrics, if anywhere
 * @param shardPattern schema to dataset
 * @param selection which tables and columns are taken
 * @param reading how tables are read
 * @param objects how backup objects are cut
 * @param cutoff times around the cutoff
 * @param watchdogInterval how often the watchdog looks
 * @param throttle how far the agent may go on the server
 * @param retry how long what does not answer is waited for
 * @param leaseTimeToLive how long a lease lasts without a sign of life; empty where leases are off
 * @param excessAllowed whether the account may have rights that do harm
 * @param profile who runs the server, where it is configured
 * @param secretFiles the files that secrets were read from
 */
public record AgentConfig(
        String replicaSet,
        MysqlConfig mysql,
        StoreConfig store,
        Path stateDirectory,
        Optional<Path> metricsFile,
        ShardPattern shardPattern,
        TableSelection selection,
        Reading reading,
        ObjectCut objects,
        Cutoff cutoff,
        Duration watchdogInterval,
        ThrottleConfig throttle,
        RetryConfig retry,
        Optional<Duration> leaseTimeToLive,
        boolean excessAllowed,
        Optional<ServerProfile> profile,
        List<Path> secretFiles) {

    /** When COUNT(*) is compared. */
    public enum VerifyCount {
        ALWAYS,
        AUTO,
        NEVER
    }

    /**
     * How tables are read.
     *
     * @param connections that share the snapshot
     * @param tablesParallel tables at once
     * @param chunkRows rows of a chunk, by estimate
     * @param rowMaxBytes the largest row
     * @param verifyCount when COUNT(*) is compared
     * @param attempts tries at one table
     */
    public record Reading(
            int connections,
            int tablesParallel,
            int chunkRows,
            int rowMaxBytes,
            VerifyCount verifyCount,
            int attempts) {}

    /**
     * How backup objects are cut.
     *
     * @param rollBytes stored bytes after which an object ends
     * @param container blocks and ranges
     */
    public record ObjectCut(long rollBytes, ContainerOptions container) {}

    /**
     * Times around the cutoff.
     *
     * @param deadline how long to wait for the proof
     * @param latestSnapshot how long after the cutoff a snapshot still counts
     * @param heartbeat the table of heartbeats, where there is one
     */
    public record Cutoff(Duration deadline, Duration latestSnapshot, Optional<HeartbeatTable> heartbeat) {}

    /**
     * A table of heartbeats.
     *
     * @param schema its schema
     * @param table its name
     */
    public record HeartbeatTable(String schema, String table) {}

    /** A table of this replica set, with its dataset. */
    public TableRef tableRef(String schema, String table) {
        return new TableRef(replicaSet, schema, shardPattern.dataset(schema), table);
    }

    /** Who runs a server. */
    public enum ServerProfile {
        SELF_MANAGED,
        RDS,
        AURORA
    }

    public AgentConfig {
        Objects.requireNonNull(mysql, "mysql");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(selection, "selection");
        secretFiles = List.copyOf(secretFiles);
    }
}
