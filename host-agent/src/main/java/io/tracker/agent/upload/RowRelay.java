package io.tracker.agent.upload;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;

/**
 * Passes rows to a sink that works beside the reader: while a thread digests, compresses and stores one block of rows, the reader fills the
 * other. Order is kept, and the sink is used by one thread at a time.
 *
 * <p>What the sink throws comes out of a later call here. A table that fits into a block never leaves the reader's thread, and neither
 * does a row that is larger than one.
 *
 * <p>Memory: two blocks of {@link #BLOCK_BYTES}. Not thread safe.
 */
public final class RowRelay implements RowSink, AutoCloseable {
    static final int BLOCK_BYTES = 1 << 20;

    private final RowSink next;
    private final ExecutorService threads;
    private RowBlock filled = new RowBlock(BLOCK_BYTES);
    private RowBlock handed = new RowBlock(BLOCK_BYTES);
    private Optional<Passing> passing = Optional.empty();

    /** The work on the block that was handed over. */
    private static final class Passing extends FutureTask<Void> {
        private final CountDownLatch ended = new CountDownLatch(1);

        Passing(RowBlock block, RowSink sink) {
            super(() -> {
                block.passTo(sink);
                return null;
            });
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                ended.countDown();
            }
        }
    }

    /**
     * A relay.
     *
     * @param next takes the rows
     * @param threads run what is handed over: as many as there are relays, so that none waits for another
     */
    public RowRelay(RowSink next, ExecutorService threads) {
        this.next = next;
        this.threads = threads;
    }

    @Override
    public void row(byte[] bytes, int offset, int length) throws IOException {
        if (length > BLOCK_BYTES) {
            flush();
            next.row(bytes, offset, length);
            return;
        }
        if (!filled.hasRoom(length)) {
            handOver();
        }
        filled.add(bytes, offset, length);
    }

    /** Returns when the sink has all rows. */
    public void flush() throws IOException {
        await();
        filled.passTo(next);
    }

    /** Rows that the sink does not have yet are dropped; when it returns no other thread uses the sink. */
    @Override
    public void close() {
        passing.ifPresent(RowRelay::stop);
        passing = Optional.empty();
    }

    private void handOver() throws IOException {
        await();
        Passing begun = new Passing(filled, next);
        threads.execute(begun);
        passing = Optional.of(begun);
        RowBlock free = handed;
        handed = filled;
        filled = free;
    }

    /** Returns when the sink has what was handed over; a failure stays, and is thrown again by each later call. */
    private void await() throws IOException {
        if (passing.isEmpty()) {
            return;
        }
        try {
            passing.get().get();
            passing = Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Reading was interrupted");
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        }
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private static void stop(Passing work) {
        work.cancel(true);
        boolean interrupted = false;
        while (true) {
            try {
                work.ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
