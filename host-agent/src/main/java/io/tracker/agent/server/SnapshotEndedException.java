package io.tracker.agent.server;

import java.io.IOException;

/**
 * A snapshot was given up before its tables were read, so that replication goes on, or because its connections are gone. The tables
 * that were not finished must be taken from a new snapshot.
 */
public final class SnapshotEndedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean countsAsTry;

    public SnapshotEndedException(String message) {
        this(message, true);
    }

    SnapshotEndedException(String message, boolean countsAsTry) {
        super(message);
        this.countsAsTry = countsAsTry;
    }

    /** Whether it is one of the tries that a table has; not where an operator ended the snapshot. */
    public boolean countsAsTry() {
        return countsAsTry;
    }
}
