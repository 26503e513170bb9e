package io.tracker.agent.cutoff;

import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.role.Gtids;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.schemas.manifest.CutoffEvidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves by the source that everything that the primary committed before the cutoff has been applied here.
 *
 * <p>It walks the sources up to the writable root; after the cutoff by the root's own clock it reads the root's executed GTID set on one
 * short connection, and waits until that set is applied here. Nothing is proved by an intermediate source's set.
 */
final class SourceProof {
    private static final Logger LOG = LoggerFactory.getLogger(SourceProof.class);
    private static final int SECONDS_A_WAIT = 1;
    private static final Duration REPORT_EVERY = Duration.ofSeconds(30);

    private final ServerConnector server;
    private final Optional<ServerAddress> primary;
    private final Clock clock;

    SourceProof(ServerConnector server, Optional<ServerAddress> primary, Clock clock) {
        this.server = server;
        this.primary = primary;
        this.clock = clock;
    }

    /**
     * Waits until it is proved.
     *
     * @throws SourceSilentException if a source or the root cannot be asked
     * @throws RootMissingException if the sources lead to no root
     * @throws NotYetException at the deadline: says what is missing (root's clock, applier stopped, transactions)
     * @throws OperatorException if it cannot be proved so at all: no GTIDs
     */
    CutoffEvidence prove(Instant cutoff, Deadline deadline)
            throws ServerException, SourceSilentException, RootMissingException, InterruptedException {
        SourceSessions sessions = new SourceSessions(server);
        List<ServerAddress> roots =
                primary.isPresent() ? List.of(primary.get()) : new RootFinder(server, sessions).find();
        RootReader reader = new RootReader(sessions);
        List<RootState> states = new ArrayList<>();
        for (ServerAddress root : roots) {
            states.add(reader.after(cutoff, root, deadline));
        }
        try (ServerSession session = server.open("cutoff")) {
            requireAnotherServer(session, states);
            for (RootState state : states) {
                waitUntilApplied(session, state, deadline);
            }
            return new CutoffEvidence(
                    cutoff, CutoffEvidence.Proof.SOURCE, clock.instant(), details(states, Gtids.applied(session)));
        }
    }

    private static void requireAnotherServer(ServerSession session, List<RootState> states) throws ServerException {
        String own = ReplicationReader.identity(session).uuid();
        for (RootState state : states) {
            if (state.uuid().equals(own)) {
                throw new OperatorException(
                        "Root is this server: " + state.address() + " (got its own identity " + own + ")",
                        "correct primary.host");
            }
        }
    }

    /** In short waits, because neither engine's wait reports that the applier stands still. */
    private static void waitUntilApplied(ServerSession session, RootState root, Deadline deadline)
            throws ServerException, InterruptedException {
        Deadline report = Deadline.in(REPORT_EVERY);
        String sql = session.dialect().waitForGtids(root.gtids(), SECONDS_A_WAIT);
        while (!session.dialect().waitSucceeded(session.value(sql))) {
            List<ReplicaChannel> channels = ReplicationReader.channels(session);
            RoleReader.requireReplica(session, channels);
            String missing = "root " + root.address() + " had executed " + root.gtids() + ", applied here is "
                    + Gtids.applied(session) + standstill(channels);
            if (deadline.passed()) {
                throw new NotYetException(
                        "Cutoff is not proved: not all transactions are applied (" + missing + ")", hint(channels));
            }
            if (report.passed()) {
                LOG.info("Cutoff: waiting; {}", missing);
                report = Deadline.in(REPORT_EVERY);
            }
        }
    }

    /** What keeps transactions from coming, for people; empty text if nothing does. */
    static String standstill(List<ReplicaChannel> channels) {
        StringBuilder text = new StringBuilder();
        for (ReplicaChannel channel : channels) {
            channel.applier().stoppedBecause().ifPresent(why -> text.append("; the applier of ")
                    .append(channel.label())
                    .append(" stands still: ")
                    .append(why));
            if (channel.applier().delaySeconds() > 0) {
                text.append("; the applier of ")
                        .append(channel.label())
                        .append(" stays ")
                        .append(channel.applier().delaySeconds())
                        .append(" s behind on purpose");
            }
            if (!channel.receiverRunning()) {
                text.append("; the receiver of ").append(channel.label()).append(" is not connected");
            }
        }
        return text.toString();
    }

    private static String hint(List<ReplicaChannel> channels) {
        boolean stopped =
                channels.stream().anyMatch(channel -> !channel.applier().running());
        if (channels.stream().anyMatch(channel -> channel.applier().delaySeconds() > 0)) {
            return "back up another replica, or raise cutoff.deadline above the delay";
        }
        return stopped
                ? "start the applier when it may run; the next run of the timer tries again"
                : "the next run of the timer tries again; or raise cutoff.deadline";
    }

    private static Map<String, String> details(List<RootState> states, String applied) {
        Map<String, String> details = new TreeMap<>();
        for (int i = 0; i < states.size(); i++) {
            RootState state = states.get(i);
            String prefix = states.size() == 1 ? "root." : "root-" + i + ".";
            details.put(prefix + "address", state.address().toString());
            details.put(prefix + "uuid", state.uuid());
            details.put(prefix + "clock", state.clock().toString());
            details.put(prefix + "gtids", state.gtids());
        }
        details.put("applied", applied);
        return details;
    }
}
