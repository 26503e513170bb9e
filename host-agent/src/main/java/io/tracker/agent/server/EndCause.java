package io.tracker.agent.server;

import io.tracker.agent.failure.StoppedException;
import java.util.Objects;

/**
 * Why row sessions were ended from outside: what their users get to hear instead of a broken connection.
 *
 * @param kind what follows from it
 * @param message what happened
 * @param hint what the operator can do
 */
public record EndCause(Kind kind, String message, String hint) {
    /** What follows. */
    public enum Kind {
        /** The run is over: no row session is opened any more. */
        RUN_STOPPED,
        /** The snapshot is over; a new one may be taken. */
        SNAPSHOT_ENDED,
        /** The same, by an operator's will: no table is to blame. */
        PAUSED,
        /** Nobody knows what the server is now: no row session is opened until it was seen again. */
        SERVER_LOST
    }

    public EndCause {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(hint, "hint");
    }

    /** What the run gets. */
    public StoppedException stopped() {
        return new StoppedException(message, hint);
    }

    /** Throws what the user of an ended session gets. */
    void raise() throws SnapshotEndedException {
        switch (kind) {
            case RUN_STOPPED -> throw stopped();
            case SNAPSHOT_ENDED, SERVER_LOST -> throw new SnapshotEndedException(message);
            case PAUSED -> throw new SnapshotEndedException(message, false);
        }
    }
}
