package io.tracker.agent.watchdog;

import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.server.EndCause;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TextRow;
import io.tracker.agent.throttle.Throttle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server as the watchdog sees it: one session, opened again when it broke. Used by the watchdog's thread, except {@link #abort}. */
final class WatchedServer {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedServer.class);
    private static final String LOCK_WAIT = "Waiting for table metadata lock";

    private final ServerConnector server;
    private final String uuid;
    private final Throttle throttle;
    private volatile Optional<ServerSession> session = Optional.empty();
    private boolean identified;

    WatchedServer(ServerConnector server, String uuid, Throttle throttle) {
        this.server = server;
        this.uuid = uuid;
        this.throttle = throttle;
    }

    /**
     * Looks once.
     *
     * @param ours connection ids of the row sessions
     * @return why they must end; empty if all is well
     */
    Optional<EndCause> look(Set<Long> ours) throws ServerException {
        ServerSession looking = session();
        if (!identified) {
            String now = ReplicationReader.identity(looking).uuid();
            if (!now.equals(uuid)) {
                return Optional.of(stopped("another server answers at this address (" + now + ")"));
            }
            identified = true;
        }
        List<ReplicaChannel> channels = ReplicationReader.channels(looking);
        Optional<String> reason = RoleReader.notReplica(looking, channels);
        if (reason.isPresent()) {
            return Optional.of(stopped(reason.get()));
        }
        // never a pause while the applier waits for us
        Optional<EndCause> waited = ours.isEmpty() ? Optional.empty() : lockWait(looking, channels, ours);
        return waited.isPresent() ? waited : throttle.sample(looking, channels, ours.size());
    }

    /** Ends the connections at the server, so that it works no longer on what nobody reads. */
    void kill(Set<Long> ids) {
        for (long id : ids) {
            try {
                session().execute("KILL CONNECTION " + id);
            } catch (ServerException | RuntimeException e) {
                // it ended by itself, or the server does not answer, and then the next look says so
                LOG.debug("Connection {} was not killed", id, e);
            }
        }
    }

    /** Cuts the session; the next look opens another one. */
    void abort() {
        session.ifPresent(ServerSession::abort);
        session = Optional.empty();
        identified = false;
    }

    private ServerSession session() throws ServerException {
        if (session.isEmpty()) {
            session = Optional.of(server.open("watchdog"));
        }
        return session.get();
    }

    private static Optional<EndCause> lockWait(ServerSession session, List<ReplicaChannel> channels, Set<Long> ours)
            throws ServerException {
        List<TextRow> waits = session.query(session.dialect().metadataLockWaits(ours));
        if (!waits.isEmpty()) {
            return Optional.of(waiting(waits.get(0).first().orElse("a table")));
        }
        // an applier without workers says it in its status; where more is hidden from this account, that is all there
        // is to see
        for (ReplicaChannel channel : channels) {
            if (channel.applier().state().startsWith(LOCK_WAIT)) {
                return Optional.of(waiting(channel.label()));
            }
        }
        return Optional.empty();
    }

    private static EndCause waiting(String what) {
        return new EndCause(
                EndCause.Kind.SNAPSHOT_ENDED,
                "Replication waits for a metadata lock that the snapshot may hold (" + what + "): the snapshot ends",
                "");
    }

    private static EndCause stopped(String reason) {
        return new EndCause(
                EndCause.Kind.RUN_STOPPED,
                "Host is no replica any more: " + reason,
                "the next replica of the set completes the day");
    }
}
