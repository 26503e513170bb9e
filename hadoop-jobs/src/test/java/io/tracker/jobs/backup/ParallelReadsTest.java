package io.tracker.jobs.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelReadsTest {
    private final ParallelReads reads = new ParallelReads();

    @AfterEach
    void close() {
        reads.close();
    }

    @Test
    void readsManyAtOnceAndKeepsTheirOrder() throws IOException {
        CountDownLatch together = new CountDownLatch(16);
        List<Integer> inputs = IntStream.range(0, 1_000).boxed().toList();

        List<Integer> results = reads.all(inputs, input -> {
            together.countDown();
            assertTrue(await(together), "sixteen reads wait for one another");
            return -input;
        });

        assertEquals(inputs.stream().map(input -> -input).toList(), results);
    }

    @Test
    void doesReadsOfAReadOnItsOwnThread() throws IOException {
        List<Integer> inputs = IntStream.range(0, 500).boxed().toList();

        List<Integer> results = reads.all(inputs, input -> reads.all(List.of(input, input), inner -> 1).stream()
                .mapToInt(Integer::intValue)
                .sum());

        assertEquals(1_000, results.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void throwsTheFirstFailure() {
        IOException failure = assertThrows(
                IOException.class,
                () -> reads.all(List.of(1, 2, 3), input -> {
                    if (input > 1) {
                        throw new IOException("read " + input);
                    }
                    return input;
                }));

        assertEquals("read 2", failure.getMessage());
    }

    private static boolean await(CountDownLatch latch) throws IOException {
        try {
            return latch.await(50, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
