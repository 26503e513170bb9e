package io.tracker.agent;

import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.time.Duration;

/**
 * Notices that the server was started anew in the middle of a run. What was proved of it before is worth nothing then: a server that lost
 * its machine may have lost transactions, and come back as something else. Not thread safe.
 */
final class RestartGuard {
    private static final long SLACK_NANOS = Duration.ofSeconds(3).toNanos();

    private final ServerConnector server;
    private long startedNanos;

    private RestartGuard(ServerConnector server, long startedNanos) {
        this.server = server;
        this.startedNanos = startedNanos;
    }

    /** Watches a server from now on. */
    static RestartGuard of(ServerConnector server) throws ServerException {
        return new RestartGuard(server, started(server));
    }

    /** Whether it was started since this guard, or {@link #accept}, last looked. */
    boolean restarted() throws ServerException {
        return started(server) - startedNanos > SLACK_NANOS;
    }

    /** Takes the server as it is now. */
    void accept() throws ServerException {
        startedNanos = started(server);
    }

    /** By our monotonic clock; the server counts whole seconds. */
    private static long started(ServerConnector server) throws ServerException {
        try (ServerSession session = server.open("uptime")) {
            long seconds = Long.parseLong(
                    session.one("SHOW GLOBAL STATUS LIKE 'Uptime'").text("Value"));
            return System.nanoTime() - Duration.ofSeconds(seconds).toNanos();
        }
    }
}
