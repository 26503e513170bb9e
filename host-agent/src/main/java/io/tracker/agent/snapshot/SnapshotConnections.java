package io.tracker.agent.snapshot;

import io.tracker.agent.server.RowSession;
import io.tracker.agent.server.SnapshotEndedException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The connections of a snapshot, lent to one user at a time. Thread safe. */
final class SnapshotConnections implements AutoCloseable {
    private final List<RowSession> all;
    private final Deque<RowSession> free;
    private int alive;
    private boolean closed;

    SnapshotConnections(List<RowSession> sessions) {
        this.all = List.copyOf(sessions);
        this.free = new ArrayDeque<>(sessions);
        this.alive = sessions.size();
    }

    /** Waits until a connection is free. */
    synchronized RowSession take() throws IOException, InterruptedException {
        while (true) {
            requireAlive();
            RowSession session = free.poll();
            if (session != null) {
                return session;
            }
            wait();
        }
    }

    /** Waits until either a connection is free or the table's own one. */
    synchronized RowSession take(OwnConnection own) throws IOException, InterruptedException {
        while (true) {
            if (!own.busy) {
                own.busy = true;
                return own.session;
            }
            requireAlive();
            RowSession session = free.poll();
            if (session != null) {
                return session;
            }
            wait();
        }
    }

    /** Waits until the table's own connection is free. */
    synchronized RowSession takeOwn(OwnConnection own) throws InterruptedException {
        while (own.busy) {
            wait();
        }
        own.busy = true;
        return own.session;
    }

    /** Gives a connection back; one that broke is not lent again. */
    synchronized void give(RowSession session) {
        if (session.usable()) {
            free.add(session);
        } else {
            alive--;
            session.close();
        }
        notifyAll();
    }

    /** Gives a table's own connection back to the table. */
    synchronized void give(OwnConnection own) {
        own.busy = false;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        all.forEach(RowSession::close);
        notifyAll();
    }

    private void requireAlive() throws IOException {
        if (closed || alive == 0) {
            throw new SnapshotEndedException("Snapshot has no connections left (of " + all.size() + ")");
        }
    }

    /** The connection that holds a table's metadata lock from its opening to its closing. Guarded by the connections' monitor. */
    static final class OwnConnection {
        private final RowSession session;
        private boolean busy;

        OwnConnection(RowSession session) {
            this.session = session;
        }

        RowSession session() {
            return session;
        }
    }
}
