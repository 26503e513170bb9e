package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.file.PendingFile;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.row.BackupRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.codec.ZstandardCodec;

/** Writes rows to one Parquet file. Memory: one row group. */
final class ParquetRowWriter implements RowWriter {
    /** So few that a row group does not outgrow its limit by much, however large the rows become. */
    private static final int MOST_ROWS_BETWEEN_CHECKS = 32;

    private final PendingFile file;
    private final String path;
    private final RowWriteSupport support;
    private final ParquetWriter<BackupRow> writer;
    private long rows;
    private boolean failed;
    private boolean ended;

    ParquetRowWriter(
            Path path, CellPlan plan, Map<String, String> metadata, ParquetOptions options, Configuration hadoop)
            throws IOException {
        this.support = new RowWriteSupport(plan, metadata);
        this.file = new PendingFile(path, hadoop);
        this.path = path.toString();
        this.writer = open(options, hadoop);
    }

    @Override
    public void write(BackupRow row) throws IOException {
        requireOpen();
        failed = true;
        try {
            writer.write(row);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        rows++;
        failed = false;
    }

    /** What is stored, and what the open row group holds before its compression. */
    @Override
    public long size() {
        return writer.getDataSize();
    }

    @Override
    public RowFormat.Written commit() throws IOException {
        requireOpen();
        failed = true;
        writer.close();
        long bytes = file.count();
        file.commit();
        failed = false;
        ended = true;
        return new RowFormat.Written(
                rows, bytes, support.digest().value(), support.ledger().entries());
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        file.discard();
        try {
            writer.close();
        } finally {
            file.close();
        }
    }

    private void requireOpen() {
        if (failed || ended) {
            throw new IllegalStateException("Parquet file is not open any more: " + path);
        }
    }

    private ParquetWriter<BackupRow> open(ParquetOptions options, Configuration hadoop) throws IOException {
        try {
            Builder builder = new Builder(new PendingOutput(file.stream(), path), support);
            options.dictionaries().forEach(builder::withDictionaryEncoding);
            options.blooms().forEach((column, values) -> builder.withBloomFilterEnabled(column, true)
                    .withBloomFilterNDV(column, values));
            return builder.withConf(hadoop)
                    .config(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, Integer.toString(options.zstdLevel()))
                    .withDictionaryEncoding(options.dictionary())
                    .withCompressionCodec(options.codec())
                    .withRowGroupSize((long) options.rowGroupBytes())
                    .withPageSize(options.pageBytes())
                    .withPageWriteChecksumEnabled(true)
                    .withMinRowCountForPageSizeCheck(1)
                    .withMaxRowCountForPageSizeCheck(MOST_ROWS_BETWEEN_CHECKS)
                    .build();
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static final class Builder extends ParquetWriter.Builder<BackupRow, Builder> {
        private final RowWriteSupport support;

        private Builder(PendingOutput output, RowWriteSupport support) {
            super(output);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<BackupRow> getWriteSupport(Configuration configuration) {
            return support;
        }
    }
}
