package io.tracker.agent.server;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The row sessions that a connector opened and that are not closed: what the watchdog kills. Thread safe. */
public final class RowSessions {
    private final Set<RowSession> open = new HashSet<>();
    private Optional<EndCause> stopped = Optional.empty();
    private Optional<EndCause> lost = Optional.empty();

    RowSessions() {}

    /** Their connection ids at the server. */
    public synchronized Set<Long> ids() {
        return open.stream().map(RowSession::id).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Ends them all: from now on each use throws what the cause says. The server still works on their queries until it is told by KILL.
     *
     * @return the ids of those that were open
     */
    public Set<Long> end(EndCause cause) {
        List<RowSession> ending;
        synchronized (this) {
            ending = List.copyOf(open);
            if (cause.kind() == EndCause.Kind.RUN_STOPPED && stopped.isEmpty()) {
                stopped = Optional.of(cause);
            }
            if (cause.kind() == EndCause.Kind.SERVER_LOST) {
                lost = Optional.of(cause);
            }
        }
        ending.forEach(session -> session.end(cause));
        return ending.stream().map(RowSession::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Why the run must stop, if it must. */
    public synchronized Optional<EndCause> stopped() {
        return stopped;
    }

    /** @throws io.tracker.agent.failure.StoppedException if the run must stop */
    public void requireRunning() {
        Optional<EndCause> cause = stopped();
        if (cause.isPresent()) {
            throw cause.get().stopped();
        }
    }

    /** Why no row session is opened now; empty if some may be. */
    public synchronized Optional<EndCause> lost() {
        return lost;
    }

    /** Says that the server was seen again, and is what it was. */
    public synchronized void found() {
        lost = Optional.empty();
    }

    synchronized void add(RowSession session) throws SnapshotEndedException {
        requireRunning();
        if (lost.isPresent()) {
            lost.get().raise();
        }
        open.add(session);
    }

    synchronized void remove(RowSession session) {
        open.remove(session);
    }
}
