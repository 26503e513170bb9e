package io.tracker.agent.cutoff;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks from a replica over its sources up to the writable root, or roots where a replica has several sources. */
final class RootFinder {
    private final ServerConnector server;
    private final SourceSessions sessions;

    RootFinder(ServerConnector server, SourceSessions sessions) {
        this.server = server;
        this.sessions = sessions;
    }

    /**
     * The roots, each once.
     *
     * @throws SourceSilentException if a source cannot be asked
     * @throws RootMissingException if the walk ends at a server that is no root: one that neither replicates nor takes writes, or a ring
     * @throws io.tracker.agent.failure.StoppedException if this server is no replica any more
     */
    List<ServerAddress> find() throws ServerException, SourceSilentException, RootMissingException {
        ServerAddress start = server.options().address();
        Set<ServerAddress> seen = new HashSet<>(Set.of(start));
        Deque<ServerAddress> open = new ArrayDeque<>(List.of(start));
        List<ServerAddress> roots = new ArrayList<>();
        while (!open.isEmpty()) {
            ServerAddress address = open.remove();
            List<ServerAddress> sources = address.equals(start) ? own() : sourcesOf(address);
            if (sources.isEmpty()) {
                roots.add(address);
            }
            for (ServerAddress source : sources) {
                if (seen.add(source)) {
                    open.add(source);
                }
            }
        }
        if (roots.isEmpty()) {
            throw new RootMissingException(new OperatorException(
                    "Sources form a ring without a root: " + seen,
                    "name the server that takes the writes in primary.host"));
        }
        return roots;
    }

    private List<ServerAddress> own() throws ServerException {
        try (ServerSession session = server.open("source")) {
            List<ReplicaChannel> channels = ReplicationReader.channels(session);
            RoleReader.requireReplica(session, channels);
            return addresses(channels);
        }
    }

    /** What a server replicates from; nothing if it takes writes. */
    private List<ServerAddress> sourcesOf(ServerAddress address) throws SourceSilentException, RootMissingException {
        Optional<List<ServerAddress>> sources = sessions.ask(address, "source", session -> {
            List<ReplicaChannel> channels = ReplicationReader.channels(session);
            return channels.isEmpty() && ReplicationReader.readOnly(session)
                    ? Optional.empty()
                    : Optional.of(addresses(channels));
        });
        if (sources.isEmpty()) {
            throw new RootMissingException(new OperatorException(
                    "Walk over the sources ends at a server that is no root: " + address
                            + " (got read_only, expected one that replicates or takes writes)",
                    "turn read_only off at the primary, or name it in primary.host"));
        }
        return sources.get();
    }

    private static List<ServerAddress> addresses(List<ReplicaChannel> channels) {
        return channels.stream().map(ReplicaChannel::source).toList();
    }
}
