package io.tracker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each benchmark runs once here, so that none of them rots; no time is asserted. */
class BackupBenchmarkTest {
    private final BackupBenchmark benchmark = new BackupBenchmark();

    @BeforeEach
    void prepare() throws Exception {
        benchmark.prepare();
    }

    @Test
    void encodesDigestsWritesAndReadsBack() throws Exception {
        assertTrue(benchmark.encode() > BackupBenchmark.ROWS);
        assertEquals(32, benchmark.digest().toString().length());
        assertEquals(BackupBenchmark.ROWS, benchmark.writeObject().rows());
        assertEquals(benchmark.writeObject().digest(), benchmark.readObject());
    }
}
