package io.tracker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.output.RowFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each benchmark runs once here, so that none of them rots; no time is asserted. */
final class ConversionBenchmarkTest {
    @ParameterizedTest
    @EnumSource
    void takesApartAndWritesAllRows(SampleRows kind) throws Exception {
        ConversionBenchmark benchmark = new ConversionBenchmark();
        benchmark.kind = kind.name();
        benchmark.prepare();

        assertTrue(benchmark.parse() > ConversionBenchmark.ROWS);
        assertEquals(ConversionBenchmark.ROWS * (long) kind.columns().size(), benchmark.convert());
        for (RowFormat.Written written : List.of(benchmark.parquet(), benchmark.dump())) {
            assertEquals(ConversionBenchmark.ROWS, written.rows());
            assertTrue(written.bytes() > ConversionBenchmark.ROWS, written::toString);
            assertEquals(List.of(), written.ledger());
        }
        benchmark.clear();
    }
}
