package io.tracker.agent.server;

import java.util.List;

/**
 * What the columns of a replica's status are called.
 *
 * @param channel the channel's name
 * @param host the source's host
 * @param port the source's port
 * @param receiver whether the receiver runs
 * @param applier whether the applier runs
 * @param applierState what the applier does
 * @param appliedFile the source's binary log file that was applied last
 * @param appliedOffset the offset in it
 * @param filters the replication filters
 */
public record ReplicaStatusColumns(
        String channel,
        String host,
        String port,
        String receiver,
        String applier,
        String applierState,
        String appliedFile,
        String appliedOffset,
        List<String> filters) {}
