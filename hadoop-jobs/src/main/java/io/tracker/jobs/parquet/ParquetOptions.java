package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.Policies;
import io.tracker.jobs.options.NamedOptions;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * How Parquet files are laid out.
 *
 * @param codec compression of the pages
 * @param rowGroupBytes memory that a row group may take before it is written
 * @param pageBytes size of a page before compression
 */
record ParquetOptions(CompressionCodecName codec, int rowGroupBytes, int pageBytes) {
    /** What the names of options begin with that become the file's metadata {@code tracker.…}. */
    static final String METADATA_PREFIX = "metadata.";

    private static final int MIB = 1 << 20;

    static ParquetOptions of(Map<String, String> options) {
        NamedOptions named = new NamedOptions(options);
        named.pass(Policies.OPTION_PREFIX);
        named.pass(METADATA_PREFIX);
        String codec = named.word("parquet.codec", List.of("zstd", "snappy", "none"), "zstd");
        // A mapper of 256 MiB must hold one row group and what its pages are made in.
        int rowGroupBytes = named.number("parquet.row-group-bytes", MIB, 1 << 30, 64 * MIB);
        int pageBytes = named.number("parquet.page-bytes", 1 << 12, 1 << 26, MIB);
        named.requireSound();
        return new ParquetOptions(codec(codec), rowGroupBytes, pageBytes);
    }

    private static CompressionCodecName codec(String word) {
        return switch (word) {
            case "zstd" -> CompressionCodecName.ZSTD;
            case "snappy" -> CompressionCodecName.SNAPPY;
            default -> CompressionCodecName.UNCOMPRESSED;
        };
    }
}
