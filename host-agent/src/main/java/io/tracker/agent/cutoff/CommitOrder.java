package io.tracker.agent.cutoff;

import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which servers' transactions reach this replica in the order of their commits: the source of a channel, and the sources behind it as far
 * as the servers between keep that order too. A server between that does not answer ends the walk: nothing is known of it.
 */
final class CommitOrder {
    private final SourceSessions sessions;

    CommitOrder(SourceSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * A server whose order is known.
     *
     * @param serverId its server id
     * @param uuid its uuid; empty text where the engine has none
     */
    record Origin(long serverId, String uuid) {}

    /** Why this server itself does not keep the order; empty if it does. */
    Optional<String> lostHere(ServerSession session) throws ServerException {
        return keeps(session)
                ? Optional.empty()
                : Optional.of("appliers here do not keep the commit order (replica_preserve_commit_order is OFF)");
    }

    /** The servers whose order a channel keeps. */
    List<Origin> origins(ReplicaChannel channel) {
        List<Origin> origins = new ArrayList<>();
        walk(channel, new HashSet<>(), origins);
        return origins;
    }

    private void walk(ReplicaChannel channel, Set<ServerAddress> seen, List<Origin> origins) {
        if (!seen.add(channel.source())) {
            return;
        }
        origins.add(new Origin(channel.receiver().serverId(), channel.receiver().uuid()));
        for (ReplicaChannel behind : channelsOfOneThatKeeps(channel.source())) {
            walk(behind, seen, origins);
        }
    }

    private List<ReplicaChannel> channelsOfOneThatKeeps(ServerAddress address) {
        try {
            return sessions.ask(
                    address,
                    "source",
                    session -> keeps(session) ? ReplicationReader.channels(session) : List.<ReplicaChannel>of());
        } catch (SourceSilentException e) {
            return List.of();
        }
    }

    private static boolean keeps(ServerSession session) throws ServerException {
        return session.value(session.dialect().commitOrderKept()).equals("1");
    }
}
