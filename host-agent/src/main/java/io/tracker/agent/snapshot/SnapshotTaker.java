package io.tracker.agent.snapshot;

import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.failure.StoppedException;
import io.tracker.agent.role.Gtids;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.role.Role;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.server.RowSession;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TableName;
import io.tracker.schemas.manifest.Position;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots: stops the applier, opens the connections' transactions at one position, starts the applier. Whatever happens, the
 * applier is started again, by this call or, if the process dies, by {@link Repair}.
 */
public final class SnapshotTaker {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);
    private static final TableName GTID_TABLE = new TableName("mysql", "gtid_slave_pos");

    private final ServerConnector server;
    private final IntentFile intents;
    private final int connections;
    private final Clock clock;

    /**
     * A taker.
     *
     * @param connections how many connections share a snapshot, {@code snapshot.connections}
     * @param clock says when it was taken
     */
    public SnapshotTaker(ServerConnector server, IntentFile intent, int connections, Clock clock) {
        if (connections < 1) {
            throw new IllegalArgumentException("snapshot.connections is not positive: " + connections);
        }
        this.server = server;
        this.intents = intent;
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * Takes one. Usually milliseconds, but a STOP waits for the transaction that is being applied.
     *
     * @param role what the server is; its channels are read again
     * @throws NotYetException if the applier stands still already: somebody else's STOP is not touched
     * @throws StoppedException if this is no replica any more
     * @throws IOException if there is no snapshot; the applier runs, or the message says that it does not
     */
    public Snapshot take(Role.Replica role) throws IOException {
        List<RowSession> sessions = new ArrayList<>();
        try (ServerSession control = server.open("snapshot")) {
            for (int i = 0; i < connections; i++) {
                sessions.add(server.openRows());
            }
            List<ReplicaChannel> channels = runningChannels(control);
            return take(role, control, channels, sessions);
        } catch (IOException | RuntimeException e) {
            sessions.forEach(RowSession::close);
            throw e;
        }
    }

    private Snapshot take(
            Role.Replica role, ServerSession control, List<ReplicaChannel> channels, List<RowSession> sessions)
            throws IOException {
        List<String> names = channels.stream().map(ReplicaChannel::name).toList();
        StopIntent intent = StopIntent.toStop(
                role.server().uuid(), control.id(), names, Gtids.applied(control), ApplierCommands.read(control));
        try (StoppedWindow window = StoppedWindow.open(server, control, intents, intent)) {
            String before = Gtids.applied(control);
            for (RowSession session : sessions) {
                session.beginSnapshot();
            }
            Instant takenAt = clock.instant();
            DdlMarks marks = DdlMarks.read(control);
            requireStill(control, names, before);
            requireSeenInside(control, sessions.get(0), before);
            Position position = position(control, before);
            window.startApplier();
            LOG.info(
                    "Snapshot: {} connections at {}, the applier stood still for {} ms",
                    sessions.size(),
                    before,
                    window.millis());
            return new Snapshot(server, new SnapshotConnections(sessions), position, takenAt, marks);
        }
    }

    private static List<ReplicaChannel> runningChannels(ServerSession control) throws ServerException {
        List<ReplicaChannel> channels = ReplicationReader.channels(control);
        RoleReader.requireReplica(control, channels);
        for (ReplicaChannel channel : channels) {
            Optional<String> stopped = channel.applier().stoppedBecause();
            if (stopped.isPresent()) {
                throw new NotYetException(
                        "Applier stands still: " + channel.label() + " at " + control.address() + ", " + stopped.get(),
                        "start it when it may run; what somebody else stopped is not touched");
            }
        }
        return channels;
    }

    /** Somebody else may have started the applier, or written here, between the first snapshot and the last. */
    private static void requireStill(ServerSession control, List<String> channels, String before)
            throws ServerException {
        Applier applier = new Applier(control);
        for (String channel : channels) {
            if (applier.running(channel)) {
                throw new ServerException("Applier was started by somebody else while the snapshot was taken: channel '"
                        + channel + "' at " + control.address());
            }
        }
        String after = Gtids.applied(control);
        if (!after.equals(before)) {
            throw new ServerException("Position moved while the snapshot was taken: " + control.address() + " (got "
                    + after + ", expected " + before + ")");
        }
    }

    /** MariaDB keeps the position in a table, and so the snapshot itself says where it stands. */
    private static void requireSeenInside(ServerSession control, RowSession session, String position)
            throws IOException {
        Optional<String> sql = control.dialect().appliedGtidsInSnapshot();
        if (sql.isEmpty()
                || !control.value(control.dialect().appliedGtidsAreTransactional())
                        .equals("1")) {
            return;
        }
        String inside = Gtids.normal(control, session.value(GTID_TABLE, sql.get()));
        session.release();
        if (!inside.equals(position)) {
            throw new ServerException("Snapshot does not stand at the applier's position: " + control.address()
                    + " (got " + inside + " inside, expected " + position + ")");
        }
    }

    private static Position position(ServerSession control, String gtids) throws ServerException {
        // with several channels there is no one file to name
        List<ReplicaChannel.Applier> appliers = ReplicationReader.channels(control).stream()
                .map(ReplicaChannel::applier)
                .filter(applier -> !applier.file().isEmpty())
                .toList();
        return appliers.size() == 1
                ? new Position(
                        gtids,
                        Optional.of(appliers.get(0).file()),
                        Optional.of(appliers.get(0).offset()))
                : new Position(gtids, Optional.empty(), Optional.empty());
    }
}
