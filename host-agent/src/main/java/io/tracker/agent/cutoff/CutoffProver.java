package io.tracker.agent.cutoff;

import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.role.RoleReader;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.schemas.manifest.CutoffEvidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves that everything that the primary committed before the cutoff has been applied here: by the source if it answers, else by the
 * heartbeat table if one is configured, else, on MySQL, by the applier's record. A source that is silent is asked again and again.
 */
public final class CutoffProver {
    private static final Logger LOG = LoggerFactory.getLogger(CutoffProver.class);
    private static final Duration ASK_SOURCE_AGAIN = Duration.ofSeconds(30);
    private static final Duration LONGEST_FAILOVER = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final ServerConnector server;
    private final CutoffOptions options;
    private final Clock clock;

    /**
     * A prover for the server that the connector leads to; sources are asked with the same account.
     *
     * @param clock says when it was proved; waiting is measured on the monotonic clock
     */
    public CutoffProver(ServerConnector server, CutoffOptions options, Clock clock) {
        this.server = server;
        this.options = options;
        this.clock = clock;
    }

    /**
     * Waits until it is proved.
     *
     * @param cutoff 00:00 UTC after the day
     * @param wait how long from now; at least one look is taken
     * @throws NotYetException at the deadline: says what is missing (root's clock, applier stopped, transactions)
     * @throws OperatorException if it cannot be proved so at all: no root for longer than a failover takes, no GTIDs, a
     *     heartbeat table of another form
     * @throws io.tracker.agent.failure.StoppedException if this server is promoted meanwhile
     */
    public CutoffEvidence prove(Instant cutoff, Duration wait) throws ServerException, InterruptedException {
        return prove(cutoff, wait, () -> {});
    }

    /**
     * As {@link #prove(Instant, Duration)}, unless it is called off.
     *
     * @param wanted is run about once a second, and throws when nobody wants the proof any more
     */
    public CutoffEvidence prove(Instant cutoff, Duration wait, Runnable wanted)
            throws ServerException, InterruptedException {
        Deadline deadline = Deadline.in(wait, wanted);
        SourceProof source = new SourceProof(server, options.primary(), clock);
        Optional<Deadline> failover = Optional.empty();
        while (true) {
            try {
                return source.prove(cutoff, deadline);
            } catch (RootMissingException e) {
                failover = Optional.of(failover.orElseGet(() -> Deadline.in(LONGEST_FAILOVER)));
                waitForRoot(failover.get(), e);
            } catch (SourceSilentException e) {
                Optional<CutoffEvidence> proved = withoutSource(cutoff, deadline, e);
                if (proved.isPresent()) {
                    return proved.get();
                }
            }
        }
    }

    /** Between two commands of a failover there is no root, and nobody need be woken for that. */
    private static void waitForRoot(Deadline failover, RootMissingException missing) throws InterruptedException {
        if (failover.passed()) {
            throw missing.mistake();
        }
        LOG.warn("Cutoff: no root is found, a failover may be under way: {}", missing.getMessage());
        failover.sleep(BETWEEN_LOOKS);
    }

    /** Looks at what this replica knows until it proves the cutoff, or the source is to be asked again. */
    private Optional<CutoffEvidence> withoutSource(Instant cutoff, Deadline deadline, SourceSilentException silence)
            throws ServerException, InterruptedException {
        LOG.warn("Cutoff: the source is silent, its word is not to be had: {}", silence.getMessage());
        Deadline askAgain = Deadline.in(ASK_SOURCE_AGAIN);
        while (true) {
            String missing;
            try (ServerSession session = server.open("cutoff")) {
                List<ReplicaChannel> channels = ReplicationReader.channels(session);
                RoleReader.requireReplica(session, channels);
                Optional<LocalProof> proof = localProof(session);
                if (proof.isEmpty()) {
                    missing = noOtherProof(silence);
                } else {
                    LocalProof.Look look = proof.get().look(session, channels, cutoff);
                    if (look.proves()) {
                        return Optional.of(
                                new CutoffEvidence(cutoff, proof.get().kind(), clock.instant(), look.details()));
                    }
                    missing = look.missing() + SourceProof.standstill(channels);
                }
            }
            if (deadline.passed()) {
                throw new NotYetException(
                        "Cutoff is not proved without the source: " + missing + " (source: " + silence.getMessage()
                                + ")",
                        "make the source answer, or see heartbeat.table; the next run of the timer tries again");
            }
            if (askAgain.passed()) {
                LOG.info("Cutoff: waiting; {}", missing);
                return Optional.empty();
            }
            deadline.sleep(BETWEEN_LOOKS);
        }
    }

    private Optional<LocalProof> localProof(ServerSession session) {
        CommitOrder order = new CommitOrder(new SourceSessions(server));
        if (options.heartbeat().isPresent()) {
            return Optional.of(new HeartbeatProof(options.heartbeat().get(), order));
        }
        return session.dialect().lastAppliedCommits().isPresent()
                ? Optional.of(new ApplierProof(order))
                : Optional.empty();
    }

    /** A login that is refused does not mend itself; a source that is down may. */
    private static String noOtherProof(SourceSilentException silence) {
        if (silence.getCause() instanceof OperatorException refused) {
            throw refused;
        }
        return "no heartbeat.table is configured";
    }
}
