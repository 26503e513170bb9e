package io.tracker.agent.cutoff;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
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
     * @throws OperatorException if the walk ends at a server that is no root: one that neither replicates nor takes writes, or a ring
     */
    List<ServerAddress> find() throws ServerException, SourceSilentException {
        ServerAddress start = server.options().address();
        Set<ServerAddress> seen = new HashSet<>(Set.of(start));
        Deque<ServerAddress> open = new ArrayDeque<>(List.of(start));
        List<ServerAddress> roots = new ArrayList<>();
        while (!open.isEmpty()) {
            ServerAddress address = open.remove();
            List<ServerAddress> sources =
                    address.equals(start) ? own() : sessions.ask(address, "source", RootFinder::sources);
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
            throw new OperatorException(
                    "Sources form a ring without a root: " + seen,
                    "name the server that takes the writes in primary.host");
        }
        return roots;
    }

    private List<ServerAddress> own() throws ServerException {
        try (ServerSession session = server.open("source")) {
            return sources(session);
        }
    }

    private static List<ServerAddress> sources(ServerSession session) throws ServerException {
        List<ServerAddress> sources = ReplicationReader.channels(session).stream()
                .map(ReplicaChannel::source)
                .toList();
        if (sources.isEmpty() && ReplicationReader.readOnly(session)) {
            throw new OperatorException(
                    "Walk over the sources ends at a server that is no root: " + session.address()
                            + " (got read_only, expected one that replicates or takes writes)",
                    "turn read_only off at the primary, or name it in primary.host");
        }
        return sources;
    }
}
