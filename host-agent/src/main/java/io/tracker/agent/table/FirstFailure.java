package io.tracker.agent.table;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/** The first thing that went wrong among threads that work on the same. Thread safe. */
final class FirstFailure {
    private final AtomicReference<Throwable> first = new AtomicReference<>();
    private final Runnable reaction;

    /**
     * Nothing yet.
     *
     * @param reaction run once, when something goes wrong, by the thread that notes it
     */
    FirstFailure(Runnable reaction) {
        this.reaction = reaction;
    }

    boolean happened() {
        return first.get() != null;
    }

    void note(Throwable failure) {
        if (first.compareAndSet(null, failure)) {
            reaction.run();
        } else {
            Throwable earlier = first.get();
            if (earlier != failure && !(failure instanceof CancellationException)) {
                earlier.addSuppressed(failure);
            }
        }
    }

    /** Throws it in this thread, if there is one. */
    void rethrow() throws IOException, InterruptedException {
        Throwable failure = first.get();
        if (failure == null) {
            return;
        }
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException runtime) {
            throw runtime;
        }
        throw new IllegalStateException("No thread throws this", failure);
    }
}
