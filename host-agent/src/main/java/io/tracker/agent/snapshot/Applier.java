package io.tracker.agent.snapshot;

import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops and starts appliers, and believes only what the status then shows. */
final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LONG_STOP = Duration.ofSeconds(1);
    private static final Duration START_PATIENCE = Duration.ofSeconds(10);

    private final ServerSession session;

    /** On that session, which must not be one whose transaction matters: START commits it. */
    Applier(ServerSession session) {
        this.session = session;
    }

    /**
     * Stops the channels' appliers and follows each stop to its end. A stop cannot be called back: it waits for the transaction that is
     * being applied, and where the server gives up waiting (error 1875) the stop happens later all the same. Interrupts wait until then:
     * an applier that is about to stop can only be started after it has.
     */
    void stop(List<String> channels) throws ServerException {
        long begin = System.nanoTime();
        for (String channel : channels) {
            try {
                session.executePatiently(session.dialect().stopApplier(channel));
            } catch (ServerException e) {
                if (e.code() != session.dialect().stopTimedOut()) {
                    throw e;
                }
                LOG.info(
                        "Snapshot: STOP of the applier goes on beyond the server's timeout; it is followed to its end");
            }
            waitUntilStopped(channel);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (took.compareTo(LONG_STOP) > 0) {
            LOG.info("Snapshot: the applier needed {} ms to stop, behind a long transaction", took.toMillis());
        }
    }

    /** Lets parallel appliers that keep no commit order apply what lies between what they have applied already. */
    void closeGaps(List<String> channels) throws ServerException {
        if (!session.value(session.dialect().gapsPossible()).equals("1")) {
            return;
        }
        for (String channel : channels) {
            session.execute(session.dialect().closeGaps(channel));
            waitUntilStopped(channel);
        }
    }

    /**
     * Starts the channels' appliers and waits until they run. A channel that is gone needs no start: the server was promoted.
     *
     * @throws ServerException if one does not run
     */
    void start(List<String> channels) throws ServerException {
        List<String> present = ReplicationReader.channels(session).stream()
                .map(ReplicaChannel::name)
                .toList();
        for (String channel : channels) {
            if (present.contains(channel)) {
                session.execute(session.dialect().startApplier(channel));
                waitUntilRunning(channel);
            }
        }
    }

    private void waitUntilStopped(String channel) throws ServerException {
        while (running(channel)) {
            UninterruptedPause.of(POLL);
        }
    }

    private void waitUntilRunning(String channel) throws ServerException {
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        while (!running(channel)) {
            if (System.nanoTime() - end > 0) {
                throw new ServerException(
                        "Applier was stopped by this agent and does not start: channel '" + channel + "' at "
                                + session.address() + " (got " + status(channel) + ", expected it to run)",
                        "see the server's error log, then start the applier");
            }
            UninterruptedPause.of(POLL);
        }
    }

    private String status(String channel) throws ServerException {
        return ReplicationReader.channels(session).stream()
                .filter(one -> one.name().equals(channel))
                .findFirst()
                .flatMap(one -> one.applier().stoppedBecause())
                .orElse("no such channel");
    }

    /** Whether a channel's applier runs; no if there is no such channel. */
    boolean running(String channel) throws ServerException {
        return ReplicationReader.channels(session).stream()
                .anyMatch(one -> one.name().equals(channel) && one.applier().running());
    }
}
