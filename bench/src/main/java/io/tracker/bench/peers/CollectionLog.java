package io.tracker.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM's log of its collections tells, to a MB each: "Pause Young (Allocation Failure) 68M-&gt;12M(247M)" (JEP 158, tag gc).
 *
 * @param allocated bytes until the last collection
 * @param heap bytes in use after a collection, at most
 */
record CollectionLog(long allocated, long heap) {
    private static final Pattern COLLECTION = Pattern.compile("\\b(\\d+)M->(\\d+)M\\(\\d+M\\)");
    private static final long MEGABYTE = 1 << 20;

    /** The option by which a JVM writes it. */
    static String option(Path file) {
        return "-Xlog:gc:file=" + file;
    }

    /** Reads it; a JVM that never collected has allocated nothing that is known. */
    static CollectionLog read(Path file) throws IOException {
        Matcher collections = COLLECTION.matcher(Files.readString(file));
        long allocated = 0;
        long heap = 0;
        long after = 0;
        while (collections.find()) {
            long before = Long.parseLong(collections.group(1));
            allocated += Math.max(0, before - after);
            after = Long.parseLong(collections.group(2));
            heap = Math.max(heap, after);
        }
        return new CollectionLog(allocated * MEGABYTE, heap * MEGABYTE);
    }
}
