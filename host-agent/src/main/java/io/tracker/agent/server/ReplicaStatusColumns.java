package io.tracker.agent.server;

import java.util.List;
import java.util.Optional;

/**
 * What the columns of a replica's status are called.
 *
 * @param channel the channel's name
 * @param host the source's host
 * @param port the source's port
 * @param serverId the source's server id
 * @param uuid the source's uuid; empty where the engine has none
 * @param received the GTIDs that were received; empty where the engine does not tell
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
        String serverId,
        Optional<String> uuid,
        Optional<String> received,
        String receiver,
        String applier,
        String applierState,
        String appliedFile,
        String appliedOffset,
        List<String> filters) {}
