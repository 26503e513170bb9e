package io.tracker.agent.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.digest.RowDigest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RowRelayTest {
    private static final RowSink NOWHERE = (bytes, offset, length) -> {};

    private final ExecutorService threads = Executors.newFixedThreadPool(1);

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    }

    /** A sink that remembers how long rows were and what was in them, in their order. */
    private static final class Remembering implements RowSink {
        private final List<Integer> lengths = new ArrayList<>();
        private final RowDigest digest = new RowDigest();
        private final List<Thread> users = new ArrayList<>();

        @Override
        public void row(byte[] bytes, int offset, int length) {
            lengths.add(length);
            digest.add(bytes, offset, length);
            if (!users.contains(Thread.currentThread())) {
                users.add(Thread.currentThread());
            }
        }
    }

    @Test
    void passesEveryRowOnceInItsOrder() throws IOException {
        Random random = new Random(11);
        Remembering sink = new Remembering();
        List<Integer> lengths = new ArrayList<>();
        RowDigest digest = new RowDigest();
        byte[] row = new byte[3 << 20];
        random.nextBytes(row);
        try (RowRelay relay = new RowRelay(sink, threads)) {
            for (int i = 0; i < 3000; i++) {
                int length =
                        switch (i % 500) {
                            case 7 -> RowRelay.BLOCK_BYTES;
                            case 8 -> RowRelay.BLOCK_BYTES + 1;
                            case 9 -> row.length;
                            case 10 -> 0;
                            default -> random.nextInt(5000);
                        };
                row[0] = (byte) i;
                row[1] = (byte) (i >> 8);
                lengths.add(length);
                digest.add(row, 0, length);
                relay.row(row, 0, length);
            }
            relay.flush();
            assertEquals(lengths, sink.lengths);
            assertEquals(digest.value(), sink.digest.value());
        }
        assertTrue(sink.users.size() > 1, "it worked beside the reader");
    }

    @Test
    void leavesTheThreadAloneForASmallTable() throws IOException {
        threads.shutdown();
        Remembering sink = new Remembering();
        try (RowRelay relay = new RowRelay(sink, threads)) {
            SampleRows.write(relay, 0, 5000);
            assertEquals(Digest128.ZERO, sink.digest.value());
            relay.flush();
            relay.flush();
        }
        assertEquals(5000, sink.lengths.size());
        assertEquals(List.of(Thread.currentThread()), sink.users);
    }

    @Test
    void throwsWhatTheSinkThrewAndGoesOnThrowingIt() throws Exception {
        for (Throwable cause : List.of(
                new IOException("store is gone"), new IllegalStateException("no"), new OutOfMemoryError("heap"))) {
            RowSink failing = (bytes, offset, length) -> {
                if (cause instanceof IOException io) {
                    throw io;
                }
                if (cause instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) cause;
            };
            try (RowRelay relay = new RowRelay(failing, threads)) {
                assertSame(cause, assertThrows(cause.getClass(), () -> SampleRows.write(relay, 0, 100_000)));
                assertSame(cause, assertThrows(cause.getClass(), relay::flush));
            }
        }
    }

    @Test
    void isNeverAheadByMoreThanTwoBlocks() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger given = new AtomicInteger();
        AtomicReference<Throwable> failed = new AtomicReference<>();
        RowSink slow = (bytes, offset, length) -> awaitQuietly(go);
        byte[] row = new byte[1 << 16];
        Thread reader = new Thread(() -> {
            try (RowRelay relay = new RowRelay(slow, threads)) {
                for (int i = 0; i < 1000; i++) {
                    relay.row(row, 0, row.length);
                    given.incrementAndGet();
                }
                relay.flush();
            } catch (IOException | RuntimeException e) {
                failed.set(e);
            }
        });
        reader.start();
        while (reader.getState() != Thread.State.WAITING) {
            assertTrue(reader.isAlive(), "it should wait");
            Thread.sleep(5);
        }
        assertEquals(2 * RowRelay.BLOCK_BYTES / row.length, given.get());
        go.countDown();
        reader.join();
        assertEquals(null, failed.get());
        assertEquals(1000, given.get());
    }

    @Test
    void endsWhatIsUnderWayBeforeItIsClosed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger using = new AtomicInteger();
        RowSink stuck = (bytes, offset, length) -> {
            using.incrementAndGet();
            begun.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                throw new InterruptedIOException("interrupted");
            } finally {
                using.decrementAndGet();
            }
        };
        RowRelay relay = new RowRelay(stuck, threads);
        SampleRows.write(relay, 0, 12_000);
        begun.await();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, relay::flush);
        relay.close();
        assertTrue(Thread.interrupted(), "whoever interrupted is heard");
        assertEquals(0, using.get());
        relay.close();
    }

    @Test
    void needsNoThreadThatIsGone() throws IOException {
        RowRelay relay = new RowRelay(NOWHERE, threads);
        threads.shutdownNow();
        assertThrows(RuntimeException.class, () -> SampleRows.write(relay, 0, 100_000));
        relay.close();
        assertFalse(Thread.interrupted());
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }
}
