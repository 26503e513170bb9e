package io.tracker.agent.role;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.failure.StoppedException;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.schemas.manifest.Position;
import io.tracker.schemas.manifest.ServerIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what this server is. Every call opens a short session of its own. Thread safe. */
public final class RoleReader {
    private final ServerConnector server;

    /** A reader for the server that the connector leads to; sources are asked with the same account. */
    public RoleReader(ServerConnector server) {
        this.server = server;
    }

    /**
     * The full check: replication configured, {@code read_only} on, GTIDs in use, no replication filters, no errant transactions.
     *
     * @throws OperatorException for a replica that must not be backed up: errant transactions, filters, no GTIDs
     */
    public Role read() throws ServerException {
        try (ServerSession session = server.open("role")) {
            ServerIdentity identity = ReplicationReader.identity(session);
            List<ReplicaChannel> channels = ReplicationReader.channels(session);
            Optional<String> reason = notReplica(session, channels);
            if (reason.isPresent()) {
                return new Role.NotReplica(identity, session.address() + " is no replica: " + reason.get());
            }
            requireGtids(session, channels);
            requireNoFilters(session, channels);
            return withSources(session, identity, channels);
        }
    }

    /**
     * The check before a publication, which reads this server only, unless it has a new source: then the position must be contained in
     * what that source has executed.
     *
     * @param before what {@link #read} said at the begin of the run
     * @param snapshot the position of the snapshot that is to be published
     * @return the role now
     * @throws StoppedException if this is no replica any more
     */
    public Role.Replica confirm(Role.Replica before, Position snapshot) throws ServerException {
        try (ServerSession session = server.open("role")) {
            List<ReplicaChannel> channels = ReplicationReader.channels(session);
            requireReplica(session, channels);
            Set<ServerAddress> sources = sources(before.channels());
            for (ServerAddress source : sources(channels)) {
                if (!sources.contains(source)) {
                    requireContained(source, snapshot);
                }
            }
            return new Role.Replica(before.server(), channels, before.servers(), before.errant());
        }
    }

    /** Why a server is no replica; empty if it is one. */
    public static Optional<String> notReplica(ServerSession session, List<ReplicaChannel> channels)
            throws ServerException {
        if (channels.isEmpty()) {
            return Optional.of("no replication is configured");
        }
        return ReplicationReader.readOnly(session) ? Optional.empty() : Optional.of("read_only is off");
    }

    /**
     * Throws if a server is no replica.
     *
     * @throws StoppedException if it is none
     */
    public static void requireReplica(ServerSession session, List<ReplicaChannel> channels) throws ServerException {
        Optional<String> reason = notReplica(session, channels);
        if (reason.isPresent()) {
            throw new StoppedException(
                    "Host is no replica any more: " + session.address() + " (" + reason.get() + ")",
                    "the next replica of the set completes the day");
        }
    }

    private Role.Replica withSources(ServerSession session, ServerIdentity identity, List<ReplicaChannel> channels)
            throws ServerException {
        Set<String> servers = new HashSet<>(Set.of(identity.uuid()));
        String errant = "none";
        for (ReplicaChannel channel : channels) {
            String own = Gtids.history(session);
            SourceView source = view(channel.source(), own);
            source.uuid().ifPresent(servers::add);
            if (source.unchecked().isPresent()) {
                errant = "unchecked: " + source.unchecked().get();
            } else if (channels.size() > 1) {
                // what came from one source is unknown to the others: nothing can be told from the difference
                errant = "unchecked: " + channels.size() + " sources";
            } else if (!source.errant().isEmpty()) {
                throw new OperatorException(
                        "Replica has transactions of its own: " + session.address() + " (got " + source.errant()
                                + ", which its source " + channel.source() + " does not have, expected none)",
                        "rebuild the replica, or commit empty transactions with these GTIDs at the source");
            }
        }
        return new Role.Replica(identity, channels, servers, errant);
    }

    /** What a source says: who it is and what the replica has beyond it, or why it could not be asked. */
    private record SourceView(Optional<String> uuid, String errant, Optional<String> unchecked) {}

    private SourceView view(ServerAddress address, String own) {
        try (ServerSession source = server.at(address).open("source")) {
            String uuid = ReplicationReader.identity(source).uuid();
            return new SourceView(Optional.of(uuid), Gtids.errant(source, own), Optional.empty());
        } catch (ServerException | OperatorException e) {
            return new SourceView(Optional.empty(), "", Optional.of(e.getMessage()));
        }
    }

    private static void requireGtids(ServerSession session, List<ReplicaChannel> channels) throws ServerException {
        String mode = session.value(session.dialect().replicaGtidMode());
        if (!mode.equals("ON")) {
            throw new OperatorException(
                    "GTIDs are not in use: " + session.address() + " (got gtid_mode " + mode + ", expected ON)",
                    "turn gtid_mode ON in the whole replica set: no cutoff can be proved without");
        }
        for (ReplicaChannel channel : channels) {
            if (!channel.gtid()) {
                throw new OperatorException(
                        "GTIDs are not in use: " + channel.label() + " at " + session.address()
                                + " (got Using_Gtid No, expected Slave_Pos)",
                        "run CHANGE MASTER TO MASTER_USE_GTID = slave_pos on the replica");
            }
        }
    }

    private static void requireNoFilters(ServerSession session, List<ReplicaChannel> channels) {
        for (ReplicaChannel channel : channels) {
            if (!channel.filters().isEmpty()) {
                throw new OperatorException(
                        "Replica leaves transactions out: " + channel.label() + " at " + session.address() + " (got "
                                + String.join(", ", channel.filters()) + ", expected no filters)",
                        "run the agent on a replica without replication filters");
            }
        }
    }

    private void requireContained(ServerAddress source, Position snapshot) throws ServerException {
        try (ServerSession session = server.at(source).open("source")) {
            String executed = Gtids.executed(session);
            if (!Gtids.contains(session, executed, snapshot.gtid())) {
                throw new StoppedException(
                        "Host follows a source that lacks what the snapshot holds: " + source + " (got " + executed
                                + ", expected all of " + snapshot.gtid() + ")",
                        "the next replica of the set completes the day");
            }
        }
    }

    private static Set<ServerAddress> sources(List<ReplicaChannel> channels) {
        return channels.stream().map(ReplicaChannel::source).collect(Collectors.toSet());
    }
}
