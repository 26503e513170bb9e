package io.tracker.agent.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words in which the two engines differ: statements, names of status columns and variables. No behaviour. */
public sealed interface Dialect permits MySqlDialect, MariaDbDialect {
    /** The dialect that a version names; refuses versions that lack what Tracker relies on. */
    static Dialect of(String version) {
        return version.contains("MariaDB") ? MariaDbDialect.of(version) : MySqlDialect.of(version);
    }

    /** {@code mysql} or {@code mariadb}: as manifests say it. */
    String engine();

    /** Settings of every session beside those that both engines share. */
    List<SessionSetting> settings();

    /** Name of the session variable that holds the isolation level. */
    String isolationVariable();

    /** One row with {@code uuid}: what tells this server from all others. */
    String identity();

    /** One value: {@code ON} if everything that the root of a replica set commits carries a GTID and is logged. */
    String rootGtidMode();

    /** One value: {@code ON} if a replica counts what it applies by GTID. */
    String replicaGtidMode();

    /** Whether a row of {@link #replicaStatus} is of a stream that uses GTIDs. */
    boolean usesGtids(TextRow channel);

    /** All replication streams into this server, a row each. */
    String replicaStatus();

    /** Names of the columns of {@link #replicaStatus}. */
    ReplicaStatusColumns replicaStatusColumns();

    /** Stops the applier of a channel; the receiver keeps running. */
    String stopApplier(String channel);

    /** Starts the applier of a channel; no error if it runs. */
    String startApplier(String channel);

    /** One value: 1 if parallel appliers may leave gaps when they stop. */
    String gapsPossible();

    /** Starts a stopped applier until its gaps are closed; then it stops by itself. */
    String closeGaps(String channel);

    /** What {@link #appliedGtids} was, one value, as a snapshot sees it; empty where the server keeps it in no table. */
    Optional<String> appliedGtidsInSnapshot();

    /** One value: 1 if the table behind {@link #appliedGtidsInSnapshot} is one that snapshots hold. */
    String appliedGtidsAreTransactional();

    /** One value: everything that this server has executed, itself or as a replica. */
    String executedGtids();

    /** One value: everything that the appliers have applied here; to be compared while they stand still. */
    String appliedGtids();

    /** Waits until the GTIDs are applied; {@link #waitSucceeded} reads the one value that it answers. */
    String waitForGtids(String gtids, int seconds);

    /** Whether {@link #waitForGtids} saw all of them applied. */
    boolean waitSucceeded(String answer);

    /**
     * One value that sums up what the catalog says of a table, for servers whose catalog is read in a transaction's snapshot as rows are:
     * there it differs from the value outside once the table was altered. Empty where the catalog has no history.
     */
    Optional<String> catalogFingerprint(TableName table);

    /** One value that two tables never share, inside a snapshot too; NULL if it cannot be known. Goes with {@link #catalogFingerprint}. */
    Optional<String> storageIdentity(TableName table);

    /** The error number of a STOP that gave up waiting and happens later; −1 where that cannot be. */
    int stopTimedOut();

    /** Whether rolling back to a savepoint releases metadata locks only in sessions that write no binary log. */
    boolean releaseNeedsBinlogOff();

    /** A row for each metadata lock that an applier waits for, and that one of our connections holds, as far as the engine tells. */
    String metadataLockWaits(Set<Long> ours);

    /** One value: the length of InnoDB's history list; no row where it is not counted. */
    String historyListLength();

    /** Whether transactions are ordered within domains only. */
    boolean hasDomains();

    /** One value: 1 if the appliers commit in the order of their source, within a domain where there are such. */
    String commitOrderKept();

    /** A row {@code channel, gtid, committed} for the last transaction of each applier thread, with its commit time at the root in
     * seconds since 1970; empty where the engine keeps no such time. */
    Optional<String> lastAppliedCommits();

    /** Status variables that together count the commands to start replication. */
    List<String> startCounters();

    /** Status variables that together count the commands to stop replication. */
    List<String> stopCounters();
}
