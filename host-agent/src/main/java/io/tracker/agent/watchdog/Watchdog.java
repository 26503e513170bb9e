package io.tracker.agent.watchdog;

import io.tracker.agent.role.Role;
import io.tracker.agent.server.EndCause;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.throttle.Throttle;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks on a connection and thread of its own whether this server is still a replica, whether the applier waits for a metadata lock of
 * ours, and how loaded the server is.
 *
 * <p>After a promotion it kills all row connections that the connector opened at the server, and every later use of them throws
 * {@link io.tracker.agent.failure.StoppedException}. When the applier waits for our lock, it kills them too, and their use throws
 * {@link io.tracker.agent.server.SnapshotEndedException}; a new snapshot may then be taken. When it cannot reach the server for a few
 * seconds, the snapshot ends too, and no row connection is opened until it has seen the server again, as the replica that it was.
 */
public final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(2);
    private static final Duration BLINDNESS = Duration.ofSeconds(4);

    private final ServerConnector server;
    private final WatchedServer watched;
    private final Duration interval;
    private final Throttle throttle;
    private final Runnable onStop;
    private final Thread thread;
    private long lastLook = System.nanoTime();

    private Watchdog(
            ServerConnector server, WatchedServer watched, Duration interval, Throttle throttle, Runnable onStop) {
        this.server = server;
        this.watched = watched;
        this.interval = interval;
        this.throttle = throttle;
        this.onStop = onStop;
        this.thread = new Thread(this::watch, "tracker-watchdog");
    }

    /**
     * Begins to watch.
     *
     * @param server the same object that opens the snapshots' connections
     * @param replica what the server was at the begin of the run
     * @param interval between two looks; at most 2 s
     * @param throttle samples the server's load at each look
     * @param onStop is run when the run must stop
     * @throws io.tracker.agent.failure.StoppedException if the server is no replica any more
     */
    public static Watchdog start(
            ServerConnector server, Role.Replica replica, Duration interval, Throttle throttle, Runnable onStop)
            throws ServerException {
        if (interval.isNegative() || interval.isZero() || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("watchdog.interval is not between 0 and 2 s: " + interval);
        }
        WatchedServer watched = new WatchedServer(server, replica.server().uuid(), throttle);
        Watchdog watchdog = new Watchdog(server, watched, interval, throttle, onStop);
        watchdog.look();
        watchdog.check();
        watchdog.thread.setDaemon(true);
        watchdog.thread.start();
        return watchdog;
    }

    /** Throws {@link io.tracker.agent.failure.StoppedException} if the run must stop; cheap, for use between steps. */
    public void check() {
        server.rowSessions().requireRunning();
    }

    /** Stops watching. */
    @Override
    public void close() {
        thread.interrupt();
        watched.abort();
        try {
            thread.join(LONGEST_INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (server.rowSessions().stopped().isEmpty()) {
            try {
                Thread.sleep(interval.toMillis());
                throttle.stopByHand().ifPresent(this::end);
                look();
            } catch (InterruptedException e) {
                return;
            } catch (ServerException | RuntimeException e) {
                if (thread.isInterrupted()) {
                    return;
                }
                blind(e);
            }
        }
    }

    private void look() throws ServerException {
        Optional<EndCause> cause = watched.look(server.rowSessions().ids());
        lastLook = System.nanoTime();
        if (cause.isPresent()) {
            end(cause.get());
        } else if (server.rowSessions().lost().isPresent()) {
            LOG.info("Watchdog: sees the server again, and it is the replica that it was");
            server.rowSessions().found();
        }
    }

    private void end(EndCause cause) {
        LOG.warn("Watchdog: {}", cause.message());
        Set<Long> ended = server.rowSessions().end(cause);
        throttle.pace().release();
        if (cause.kind() == EndCause.Kind.RUN_STOPPED) {
            onStop.run();
        }
        watched.kill(ended);
    }

    private void blind(Exception reason) {
        watched.abort();
        Duration since = Duration.ofNanos(System.nanoTime() - lastLook);
        if (since.compareTo(BLINDNESS) > 0 && server.rowSessions().lost().isEmpty()) {
            EndCause cause = new EndCause(
                    EndCause.Kind.SERVER_LOST,
                    "Watchdog cannot see the server any more, and so not whether it is still a replica: "
                            + reason.getMessage(),
                    "the next run of the timer tries again");
            LOG.warn("Watchdog: {}", cause.message());
            server.rowSessions().end(cause);
            throttle.pace().release();
        }
    }
}
