package io.tracker.agent.cutoff;

import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.role.Gtids;
import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a root's clock and, once that is at the cutoff, its GTIDs. Each look is one short connection. */
final class RootReader {
    private static final Logger LOG = LoggerFactory.getLogger(RootReader.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final SourceSessions sessions;

    RootReader(SourceSessions sessions) {
        this.sessions = sessions;
    }

    /** Waits until the root's clock is at the cutoff, then reads what it has executed. */
    RootState after(Instant cutoff, ServerAddress root, Deadline deadline)
            throws SourceSilentException, InterruptedException {
        while (true) {
            RootLook look = sessions.ask(root, "root", session -> look(cutoff, session));
            if (look.state().isPresent()) {
                return look.state().get();
            }
            Instant clock = look.clock();
            if (deadline.passed()) {
                throw new NotYetException(
                        "Cutoff is not reached: root " + root + " (got " + clock + " on its clock, expected " + cutoff
                                + " or later)",
                        "the next run of the timer tries again; or raise cutoff.deadline");
            }
            Duration left = Duration.between(clock, cutoff);
            LOG.info("Cutoff: the clock of root {} stands {} s before {}", root, left.toSeconds(), cutoff);
            deadline.sleep(left.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : left.plusMillis(5));
        }
    }

    /** What one look saw: the clock, and once that is at the cutoff, the state. */
    private record RootLook(Instant clock, Optional<RootState> state) {}

    private static RootLook look(Instant cutoff, ServerSession session) throws ServerException {
        requireRoot(session);
        Instant clock = ServerClock.now(session);
        return new RootLook(clock, clock.isBefore(cutoff) ? Optional.empty() : Optional.of(state(session, clock)));
    }

    private static RootState state(ServerSession session, Instant clock) throws ServerException {
        String mode = session.value(session.dialect().rootGtidMode());
        if (!mode.equals("ON")) {
            throw new OperatorException(
                    "Root does not commit with GTIDs: " + session.address() + " (got " + mode + ", expected ON)",
                    "turn on gtid_mode (MySQL) or log_bin (MariaDB) at the primary: no cutoff can be proved without");
        }
        String gtids = Gtids.executed(session);
        // a root that was demoted between clock and GTIDs may have committed nothing of what counts
        requireRoot(session);
        if (gtids.isEmpty()) {
            throw new NotYetException(
                    "Root has executed nothing: " + session.address() + " (got an empty GTID set)",
                    "an empty set proves nothing: commit something at the primary");
        }
        return new RootState(
                session.address(), ReplicationReader.identity(session).uuid(), clock, gtids);
    }

    private static void requireRoot(ServerSession session) throws ServerException {
        if (ReplicationReader.readOnly(session)) {
            throw new NotYetException(
                    "Root takes no writes: " + session.address() + " (got read_only, expected a writable root)",
                    "if a failover is under way, the next run of the timer tries again; else correct primary.host");
        }
        if (!ReplicationReader.channels(session).isEmpty()) {
            throw new NotYetException(
                    "Root replicates from another server: " + session.address(),
                    "if a failover is under way, the next run of the timer tries again; else correct primary.host");
        }
    }
}
