package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.convert.Policies;
import io.tracker.jobs.filter.KeyRange;
import io.tracker.jobs.options.NamedOptions;
import io.tracker.jobs.schema.ColumnChoice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * How Parquet files are laid out.
 *
 * @param codec compression of the pages
 * @param zstdLevel its level, where it is zstd
 * @param rowGroupBytes memory that a row group may take before it is written
 * @param pageBytes size of a page before compression
 * @param fileBytes size that a file is not to exceed, after which the next one begins
 * @param dictionary whether columns have dictionaries where nothing else is said of them
 * @param dictionaries whether a column has one, by its name
 * @param blooms distinct values that a column's bloom filters are made for, by its name
 */
record ParquetOptions(
        CompressionCodecName codec,
        int zstdLevel,
        int rowGroupBytes,
        int pageBytes,
        long fileBytes,
        boolean dictionary,
        Map<String, Boolean> dictionaries,
        Map<String, Long> blooms) {
    /** What the names of options begin with that become the file's metadata {@code tracker.…}. */
    static final String METADATA_PREFIX = "metadata.";

    private static final int MIB = 1 << 20;
    private static final String DICTIONARY = "parquet.dictionary";
    private static final String BLOOM = "parquet.bloom.";
    private static final List<String> SWITCH = List.of("on", "off");

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    static ParquetOptions of(Map<String, String> options, CellPlan plan) {
        NamedOptions named = new NamedOptions(options);
        named.pass(Policies.OPTION_PREFIX);
        named.pass(METADATA_PREFIX);
        named.pass(KeyRange.OPTION_PREFIX);
        named.pass(ColumnChoice.OPTION_PREFIX);
        String codec = named.word("parquet.codec", List.of("zstd", "snappy", "none"), "zstd");
        int zstdLevel = named.number("parquet.zstd-level", 1, 19, 3);
        // A mapper of 256 MiB must hold one row group and what its pages are made in.
        int rowGroupBytes = named.number("parquet.row-group-bytes", MIB, 1 << 30, 64 * MIB);
        int pageBytes = named.number("parquet.page-bytes", 1 << 12, 1 << 26, MIB);
        long fileBytes = named.number("parquet.file-bytes", (long) MIB, Long.MAX_VALUE, Long.MAX_VALUE);
        boolean dictionary = named.word(DICTIONARY, SWITCH, "on").equals("on");
        Map<String, String> dictionaries = columns(named, DICTIONARY + ".", plan);
        dictionaries.forEach((column, word) -> {
            if (!SWITCH.contains(word)) {
                named.problem("Option " + DICTIONARY + "." + column + " has no such value (got " + word
                        + ", expected on or off)");
            }
        });
        Map<String, Long> blooms = new TreeMap<>();
        columns(named, BLOOM, plan)
                .keySet()
                .forEach(column -> blooms.put(column, named.number(BLOOM + column, 1L, 1L << 31, 1L)));
        named.requireSound();
        return new ParquetOptions(
                codec(codec),
                zstdLevel,
                rowGroupBytes,
                pageBytes,
                fileBytes,
                dictionary,
                dictionaries.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue()
                        .equals("on"))),
                blooms);
    }

    /** Options a column; the columns must be of the table. */
    private static Map<String, String> columns(NamedOptions named, String prefix, CellPlan plan) {
        Set<String> known =
                plan.columns().stream().map(column -> column.column().name()).collect(Collectors.toSet());
        Map<String, String> found = named.each(prefix);
        found.keySet().stream()
                .filter(column -> !known.contains(column))
                .forEach(column ->
                        named.problem("Option " + prefix + column + " names no column of the output (expected one of "
                                + String.join(", ", known.stream().sorted().toList()) + ")"));
        found.keySet().retainAll(known);
        return found;
    }

    private static CompressionCodecName codec(String word) {
        return switch (word) {
            case "zstd" -> CompressionCodecName.ZSTD;
            case "snappy" -> CompressionCodecName.SNAPPY;
            default -> CompressionCodecName.UNCOMPRESSED;
        };
    }
}
