package io.tracker.jobs.backup;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads many small objects at once: a day has thousands of manifests, and each waits for the store. Thread safe. */
public final class ParallelReads implements AutoCloseable {
    private static final int THREADS = 64;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> new Worker(this, task));

    private static final class Worker extends Thread {
        private final ParallelReads owner;

        Worker(ParallelReads owner, Runnable task) {
            super(task, "backup-reads");
            this.owner = owner;
            setDaemon(true);
        }
    }

    /**
     * One read.
     *
     * @param <I> what is read
     * @param <O> what it yields
     */
    public interface Read<I, O> {
        O apply(I input) throws IOException;
    }

    /**
     * The results of all reads, in the order of their inputs; the first failure is thrown. A read may itself ask for reads: they are done one
     * after another, on its own thread.
     */
    public <I, O> List<O> all(List<I> inputs, Read<I, O> read) throws IOException {
        if (Thread.currentThread() instanceof Worker worker && worker.owner == this) {
            List<O> results = new ArrayList<>();
            for (I input : inputs) {
                results.add(read.apply(input));
            }
            return results;
        }
        List<Future<O>> running = new ArrayList<>();
        for (I input : inputs) {
            running.add(threads.submit(() -> read.apply(input)));
        }
        try {
            List<O> results = new ArrayList<>();
            for (Future<O> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while reading from the store");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            running.forEach(one -> one.cancel(true));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
