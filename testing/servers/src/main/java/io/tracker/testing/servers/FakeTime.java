package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Shows servers another time of day than this machine's, by libfaketime of Debian: a test sets it while they
 * run. Their durations stay true.
 */
final class FakeTime {
    private static final double NANOS_A_SECOND = 1e9;

    private final Path library;
    private final Path offset;

    private FakeTime(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /**
     * Fetches the library when it is not there yet. The time must be set before servers start.
     *
     * @param folder where servers can read; takes the file that says how far they are off
     */
    static FakeTime begin(Path folder, Consumer<String> progress) throws IOException, InterruptedException {
        return new FakeTime(library(progress), folder.resolve("clock"));
    }

    /** The library, fetched when it is not there yet. */
    static Path library(Consumer<String> progress) throws IOException, InterruptedException {
        DebianPackages packages = new DebianPackages(
                ServerCache.open(), "faketime", "libfaketime from Debian (less than 1 MB)", "fetch-faketime.sh");
        if (!packages.isFetched()) {
            packages.fetch(progress);
        }
        return packages.folder().resolve("libfaketime.so");
    }

    /** The command, with the servers' time; programs that it starts have it too. */
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(List.of(
                "env",
                "LD_PRELOAD=" + library,
                "FAKETIME_TIMESTAMP_FILE=" + offset,
                "FAKETIME_CACHE_DURATION=1",
                "DONT_FAKE_MONOTONIC=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                // otherwise MySQL's timed waits on the monotonic clock end at once, and it spins
                "FAKETIME_FORCE_MONOTONIC_FIX=0"));
        all.addAll(command);
        return all;
    }

    /** Servers show this time within two seconds, and go on from there. */
    void set(Instant now) throws IOException {
        double seconds = Duration.between(Instant.now(), now).toNanos() / NANOS_A_SECOND;
        Path draft = offset.resolveSibling("clock.draft");
        Files.writeString(draft, String.format(Locale.ROOT, "%+.3f%n", seconds));
        Files.move(draft, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
