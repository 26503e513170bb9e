package io.tracker.agent.snapshot;

import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.io.IOException;
import java.time.Duration;

/**
 * The time in which the applier stands still because of us. It opens with a durable intent, and closes only when the applier was seen to
 * run: on the same connection, or, if that is gone, on new ones for a while; if all fails, the intent stays for {@link Repair}.
 */
final class StoppedWindow implements AutoCloseable {
    private static final int RECONNECTS = 10;
    private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(2);

    private final ServerConnector server;
    private final ServerSession control;
    private final OpenIntent intent;
    private final long begin = System.nanoTime();
    private boolean stopSeen;
    private boolean started;
    private long end;

    private StoppedWindow(ServerConnector server, ServerSession control, OpenIntent intent) {
        this.server = server;
        this.control = control;
        this.intent = intent;
    }

    static StoppedWindow open(ServerConnector server, ServerSession control, IntentFile intents, StopIntent intent)
            throws IOException {
        StoppedWindow window = new StoppedWindow(server, control, OpenIntent.begin(intents, intent));
        try {
            Applier applier = new Applier(control);
            applier.stop(intent.channels(), window.intent);
            // these gaps are closed by a START, which must not look like somebody else's, and it may need a STOP of its
            // own
            applier.closeGaps(window.intent);
            window.stopSeen = true;
            window.intent.stopped(control);
            return window;
        } catch (IOException | RuntimeException e) {
            window.closeAfter(e);
            throw e;
        }
    }

    /** Starts the applier and takes the intent back. */
    void startApplier() throws IOException {
        new Applier(control).start(intent.channels());
        started = true;
        end = System.nanoTime();
        intent.end();
    }

    /** How long it was open, once the applier runs again. */
    long millis() {
        return Duration.ofNanos(end - begin).toMillis();
    }

    /** Starts the applier if it was not started yet. */
    @Override
    public void close() throws IOException {
        if (started) {
            return;
        }
        try {
            if (stopSeen) {
                startApplier();
                return;
            }
        } catch (ServerException e) {
            restartOnNewConnections(e);
            return;
        }
        restartOnNewConnections(new ServerException("STOP was not seen to its end"));
    }

    /** What the control connection left undone may still happen at the server: a STOP is followed to its end again before START. */
    private void restartOnNewConnections(ServerException first) throws IOException {
        IOException last = first;
        for (int i = 0; i < RECONNECTS; i++) {
            try (ServerSession session = server.open("snapshot")) {
                Applier applier = new Applier(session);
                if (!stopSeen) {
                    applier.settle(intent.channels(), intent);
                    stopSeen = true;
                }
                applier.start(intent.channels());
                started = true;
                intent.end();
                return;
            } catch (IOException e) {
                last = e;
                UninterruptedPause.of(RECONNECT_PAUSE);
            }
        }
        last.addSuppressed(first);
        throw new IOException(
                "Applier was stopped by this agent and could not be started: " + last.getMessage()
                        + "; the next run starts it, or 'tracker-agent repair' does (intent: " + intent.place() + ")",
                last);
    }

    private void closeAfter(Exception reason) {
        try {
            close();
        } catch (IOException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}
