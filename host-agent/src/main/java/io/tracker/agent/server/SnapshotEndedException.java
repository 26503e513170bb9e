package io.tracker.agent.server;

import java.io.IOException;

/**
 * A snapshot was given up before its tables were read, so that replication goes on, or because its connections are gone. The tables
 * that were not finished must be taken from a new snapshot.
 */
public final class SnapshotEndedException extends IOException {
    private static final long serialVersionUID = 1L;

    public SnapshotEndedException(String message) {
        super(message);
    }
}
