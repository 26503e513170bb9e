package io.tracker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each benchmark runs once here, so that none of them rots; no time is asserted. */
final class BackupBenchmarkTest {
    @ParameterizedTest
    @EnumSource
    void encodesDigestsWritesAndReadsBack(SampleRows kind) throws Exception {
        BackupBenchmark benchmark = new BackupBenchmark();
        benchmark.kind = kind.name();
        benchmark.prepare();

        assertTrue(benchmark.encode() > BackupBenchmark.ROWS);
        assertEquals(32, benchmark.digest().toString().length());
        assertEquals(BackupBenchmark.ROWS, benchmark.writeObject().rows());
        assertEquals(benchmark.writeObject().digest(), benchmark.readObject());
    }
}
