package io.tracker.agent.store;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that upload parts, and the buffers that parts are in. No more parts are on their way than there are threads: whoever
 * brings one more waits, so that a slow store slows the reading of rows instead of filling the heap. Thread safe.
 */
final class PartPool implements AutoCloseable {
    private final int partBytes;
    private final int parallel;
    private final Semaphore room;
    private final ExecutorService threads;
    private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();

    PartPool(int partBytes, int parallel) {
        this.partBytes = partBytes;
        this.parallel = parallel;
        this.room = new Semaphore(parallel);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(parallel, task -> {
            Thread thread = new Thread(task, "upload-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    int partBytes() {
        return partBytes;
    }

    /** A buffer of a whole part. */
    byte[] takeBuffer() {
        byte[] buffer = free.poll();
        return buffer != null ? buffer : new byte[partBytes];
    }

    /** Gives a buffer back. */
    void giveBuffer(byte[] buffer) {
        if (buffer.length == partBytes && free.size() < parallel) {
            free.add(buffer);
        }
    }

    /** Hands a part to the threads; waits while too many are on their way. A part may be cancelled at any time. */
    <T> Future<T> submit(Callable<T> upload) throws InterruptedException {
        room.acquire();
        try {
            FutureTask<T> task = new FutureTask<>(upload) {
                @Override
                protected void done() {
                    room.release();
                }
            };
            threads.execute(task);
            return task;
        } catch (RuntimeException e) {
            room.release();
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
