package io.tracker.agent.snapshot;

import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.role.Gtids;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops and starts appliers, and believes only what the status then shows. */
final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LONG_STOP = Duration.ofSeconds(1);
    /** After a STOP has ended the status shows it at once. */
    private static final Duration STOP_SHOWS = Duration.ofSeconds(2);

    private static final int MOST_STOPS = 5;
    private static final Duration START_PATIENCE = Duration.ofSeconds(10);

    private final ServerSession session;

    /** On that session, which must not be one whose transaction matters: START commits it. */
    Applier(ServerSession session) {
        this.session = session;
    }

    /**
     * Stops the channels' appliers and follows each stop to its end. A stop cannot be called back: it waits for the transaction that is
     * being applied, and where the server gives up waiting (error 1875) the stop happens later all the same. Interrupts wait until then:
     * an applier that is about to stop can only be started after it has. One that somebody else starts meanwhile is stopped again, a few
     * times.
     *
     * @param intent which names these channels and stands on file; it learns of each command beyond the first for each channel
     * @throws ServerException if one does not stay stopped
     */
    void stop(List<String> channels, OpenIntent intent) throws IOException {
        long begin = System.nanoTime();
        for (int i = 0; i < channels.size(); i++) {
            String channel = channels.get(i);
            int left = channels.size() - i;
            int stops = 1;
            stopOnce(channel, left, intent);
            while (!standsStill(channel)) {
                if (++stops > MOST_STOPS) {
                    throw new ServerException(
                            "Applier does not stay stopped: channel '" + channel + "' at " + session.address()
                                    + " (stopped " + MOST_STOPS + " times, and started by somebody else each time)",
                            "the next run of the timer tries again");
                }
                LOG.warn(
                        "Snapshot: the applier was started by somebody else, and is stopped again channel={}", channel);
                intent.stopsAgain(session, left);
                stopOnce(channel, left, intent);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (took.compareTo(LONG_STOP) > 0) {
            LOG.info("Snapshot: the applier needed {} ms to stop, behind a long transaction", took.toMillis());
        }
    }

    /** As long as the server gives up waiting it is told again, which waits on: a stop that is under way and one that ended look alike. */
    private void stopOnce(String channel, int left, OpenIntent intent) throws IOException {
        boolean told = false;
        while (true) {
            try {
                session.executePatiently(session.dialect().stopApplier(channel));
                return;
            } catch (ServerException e) {
                if (e.code() != session.dialect().stopTimedOut()) {
                    throw e;
                }
            }
            if (!told) {
                told = true;
                LOG.info(
                        "Snapshot: STOP of the applier goes on beyond the server's timeout; it is followed to its end");
            }
            intent.stopsAgain(session, left);
        }
    }

    /**
     * Lets parallel appliers that keep no commit order apply what lies between what they have applied already. The server ends that by itself,
     * but only when another transaction comes after the gaps: on an idle one all that was received is applied, and it is stopped.
     *
     * @throws NotYetException if what lies between cannot be applied
     */
    void closeGaps(OpenIntent intent) throws IOException {
        if (!session.value(session.dialect().gapsPossible()).equals("1")) {
            return;
        }
        for (String channel : intent.channels()) {
            session.execute(session.dialect().closeGaps(channel));
            while (running(channel)) {
                if (hasAppliedAllThatItReceived(channel)) {
                    stop(List.of(channel), intent);
                } else {
                    UninterruptedPause.of(POLL);
                }
            }
            Optional<String> failure =
                    channel(channel).map(one -> one.applier().error()).filter(error -> !error.isEmpty());
            if (failure.isPresent()) {
                throw new NotYetException(
                        "Applier has left out transactions that it cannot apply: '" + channel + "' at "
                                + session.address() + " (got " + failure.get() + ")",
                        "mend what the error names and start the applier; the next run of the timer tries again");
            }
        }
    }

    /**
     * Makes certain that no STOP is under way which nobody has seen to its end: nothing tells, so that those that run are stopped, and that is
     * followed.
     */
    void settle(List<String> channels, OpenIntent intent) throws IOException {
        List<String> running = new ArrayList<>();
        for (String channel : channels) {
            if (running(channel)) {
                running.add(channel);
            }
        }
        if (!running.isEmpty()) {
            intent.stopsAgain(session, running.size());
            stop(running, intent);
        }
    }

    private boolean hasAppliedAllThatItReceived(String name) throws ServerException {
        Optional<ReplicaChannel> channel = channel(name);
        return channel.isPresent()
                && Gtids.contains(
                        session,
                        Gtids.executed(session),
                        channel.get().receiver().received());
    }

    private Optional<ReplicaChannel> channel(String name) throws ServerException {
        return ReplicationReader.channels(session).stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
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

    /** Whether it is seen to stand still after a STOP that has ended. */
    private boolean standsStill(String channel) throws ServerException {
        long end = System.nanoTime() + STOP_SHOWS.toNanos();
        while (running(channel)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            UninterruptedPause.of(POLL);
        }
        return true;
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
        return channel(channel).flatMap(one -> one.applier().stoppedBecause()).orElse("no such channel");
    }

    /** Whether a channel's applier runs; no if there is no such channel. */
    boolean running(String channel) throws ServerException {
        return channel(channel).map(one -> one.applier().running()).orElse(false);
    }
}
