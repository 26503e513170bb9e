package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.convert.ValueDigest;
import io.tracker.jobs.output.RowFormat;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetReader;

/** Reads a Parquet file again, every page's checksum with it, and recomputes what its writer said of it. */
final class ParquetRowReader {
    private ParquetRowReader() {}

    static RowFormat.ReadBack read(Path path, CellPlan plan, Configuration hadoop) throws IOException {
        ValueDigest digest = new ValueDigest();
        RowReadSupport support = new RowReadSupport(ParquetSchemas.of(plan), digest);
        long rows = 0;
        try (ParquetReader<Boolean> reader = ParquetReader.builder(support, path)
                .withConf(hadoop)
                .usePageChecksumVerification()
                .build()) {
            while (reader.read() != null) {
                rows++;
            }
        } catch (IOException | RuntimeException e) {
            throw new IOException("Parquet file cannot be read back: " + path + ": " + e.getMessage(), e);
        }
        return new RowFormat.ReadBack(rows, digest.value());
    }
}
