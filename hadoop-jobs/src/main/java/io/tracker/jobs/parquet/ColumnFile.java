package io.tracker.jobs.parquet;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file whose rows are flat: each column takes its values by itself, through the library's own encoders, pages and footer. What
 * the library would do before that, to put nested records together, costs a fifth of a conversion and has nothing to do here
 * (docs/decisions/0010).
 *
 * <p>Memory: one row group. Not thread safe.
 */
final class ColumnFile implements AutoCloseable {
    /** So few that a page does not outgrow its limit by much, however large the rows become. */
    private static final int MOST_ROWS_BETWEEN_CHECKS = 32;

    /** To ask the columns for their size costs as much as a small row; so much of a row group may come between. */
    private static final int CHECKS_A_ROW_GROUP = 64;

    private final MessageType schema;
    private final ParquetProperties properties;
    private final long rowGroupBytes;
    private final CodecFactory codecs;
    private final CodecFactory.BytesCompressor compressor;
    private final ParquetFileWriter file;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore columns;
    private long stored;
    private long rows;
    private long bytesSinceCheck;

    /**
     * Begins a file.
     *
     * @param dictionaries for each column, whether a dictionary is tried
     */
    ColumnFile(
            OutputFile output, MessageType schema, ParquetOptions options, boolean[] dictionaries, Configuration hadoop)
            throws IOException {
        this.schema = schema;
        this.properties = properties(schema, options, dictionaries);
        this.rowGroupBytes = options.rowGroupBytes();
        ParquetConfiguration codecSettings = new HadoopParquetConfiguration(new Configuration(hadoop));
        codecSettings.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, options.zstdLevel());
        this.codecs = new CodecFactory(codecSettings, options.pageBytes());
        this.compressor = codecs.getCompressor(options.codec());
        this.file = new ParquetFileWriter(
                output,
                schema,
                ParquetFileWriter.Mode.CREATE,
                rowGroupBytes,
                ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
                null,
                properties);
        file.start();
        beginRowGroup();
    }

    /** A column of the open row group. */
    ColumnWriter column(int index) {
        return columns.getColumnWriter(schema.getColumns().get(index));
    }

    /**
     * Ends a row, of which each column has been given one value or none.
     *
     * @param bytes about how large it was
     * @return whether the row group ended with it, so that {@link #column} has others
     */
    boolean endRow(long bytes) throws IOException {
        columns.endRecord();
        rows++;
        bytesSinceCheck += bytes;
        if (bytesSinceCheck < rowGroupBytes / CHECKS_A_ROW_GROUP) {
            return false;
        }
        bytesSinceCheck = 0;
        long size = columns.getBufferedSize();
        // A row group that is a little too small is better than one for which a mapper's memory was not made.
        if (size + 2 * (size / rows) <= rowGroupBytes) {
            return false;
        }
        endRowGroup();
        beginRowGroup();
        return true;
    }

    /** What is stored, and what the open row group holds before its compression. */
    long size() {
        return stored + columns.getBufferedSize();
    }

    /** Completes the file; {@link #close} alone leaves it without a footer. */
    void end(Map<String, String> metadata) throws IOException {
        endRowGroup();
        file.end(metadata);
    }

    /** An open row group is memory alone, and after a failure its columns may not agree: it is left as it is. */
    @Override
    public void close() throws IOException {
        try (file) {
            codecs.release();
        }
    }

    private void beginRowGroup() throws IOException {
        stored = file.getPos();
        pages = new ColumnChunkPageWriteStore(
                compressor,
                schema,
                properties.getAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        columns = properties.newColumnWriteStore(schema, pages, pages);
        rows = 0;
    }

    private void endRowGroup() throws IOException {
        if (rows > 0) {
            file.startBlock(rows);
            columns.flush();
            pages.flushToFileWriter(file);
            file.endBlock();
        }
        columns.close();
        pages.close();
    }

    private static ParquetProperties properties(MessageType schema, ParquetOptions options, boolean[] dictionaries) {
        ParquetProperties.Builder builder = ParquetProperties.builder()
                .withPageSize(options.pageBytes())
                .withPageWriteChecksumEnabled(true)
                .withMinRowCountForPageSizeCheck(1)
                .withMaxRowCountForPageSizeCheck(MOST_ROWS_BETWEEN_CHECKS);
        for (int i = 0; i < dictionaries.length; i++) {
            ColumnDescriptor column = schema.getColumns().get(i);
            builder.withDictionaryEncoding(column.getPath()[0], dictionaries[i]);
        }
        options.blooms().forEach((column, values) -> builder.withBloomFilterEnabled(column, true)
                .withBloomFilterNDV(column, values));
        return builder.build();
    }
}
