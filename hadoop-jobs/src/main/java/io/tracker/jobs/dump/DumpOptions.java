package io.tracker.jobs.dump;

import io.tracker.jobs.filter.KeyRange;
import io.tracker.jobs.options.NamedOptions;
import java.util.List;
import java.util.Map;

/**
 * What old consumers want otherwise.
 *
 * @param binary how binary values are written
 * @param nul how the byte 00 is written
 * @param tab how the byte 09 is written
 * @param compression of the files
 */
record DumpOptions(Binary binary, Nul nul, Tab tab, Compression compression) {
    /** How binary values are written. */
    enum Binary {
        /** The bytes, escaped. */
        RAW,
        /** Two hex digits a byte. */
        HEX
    }

    /** How the byte 00 is written. */
    enum Nul {
        /** A backslash and the digit 0. */
        ESCAPED,
        /** As it is. */
        RAW
    }

    /** How the byte 09 is written. */
    enum Tab {
        /** A backslash and the letter t. */
        ESCAPED,
        /** A backslash and the byte itself, which Hive takes, and LOAD DATA too. */
        BACKSLASHED
    }

    /** Compression of the files. */
    enum Compression {
        NONE(".tsv"),
        GZIP(".tsv.gz"),
        ZSTD(".tsv.zst");

        private final String suffix;

        Compression(String suffix) {
            this.suffix = suffix;
        }

        String suffix() {
            return suffix;
        }
    }

    static DumpOptions of(Map<String, String> options) {
        NamedOptions named = new NamedOptions(options);
        // Metadata is for formats that have a place for it.
        named.pass("metadata.");
        named.pass(KeyRange.OPTION_PREFIX);
        String binary = named.word("dump.binary", List.of("raw", "hex"), "raw");
        String nul = named.word("dump.nul", List.of("escaped", "raw"), "escaped");
        String tab = named.word("dump.tab", List.of("escaped", "backslashed"), "escaped");
        String compression = named.word("dump.compression", List.of("none", "gzip", "zstd"), "none");
        named.requireSound();
        return new DumpOptions(
                binary.equals("hex") ? Binary.HEX : Binary.RAW,
                nul.equals("raw") ? Nul.RAW : Nul.ESCAPED,
                tab.equals("backslashed") ? Tab.BACKSLASHED : Tab.ESCAPED,
                switch (compression) {
                    case "gzip" -> Compression.GZIP;
                    case "zstd" -> Compression.ZSTD;
                    default -> Compression.NONE;
                });
    }
}
