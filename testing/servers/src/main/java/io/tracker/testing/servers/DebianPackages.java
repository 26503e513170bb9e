package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is fetched from Debian into a private folder of the cache, by a script. Works for any user of a Debian system, whatever its release;
 * nothing is installed.
 *
 * @param name of the folder
 * @param title for people, with its size
 * @param script what follows {@code private-apt.sh}
 */
record DebianPackages(ServerCache cache, String name, String title, String script) {
    private static final String PRIVATE_APT = "private-apt.sh";
    private static final Duration FETCH_LIMIT = Duration.ofMinutes(8);
    private static final Duration FAILURE_HOLDS = Duration.ofMinutes(15);

    boolean isFetched() {
        return Files.isDirectory(folder());
    }

    Path folder() {
        return cache.locate(name);
    }

    /** Refuses again at once, with the same reason, for a while after it failed: every test class asks. */
    void fetch(Consumer<String> progress) throws IOException, InterruptedException {
        Path failure = cache.locate(name + ".failure");
        if (Files.exists(failure)
                && Files.getLastModifiedTime(failure)
                        .toInstant()
                        .isAfter(Instant.now().minus(FAILURE_HOLDS))) {
            throw new IOException(Files.readString(failure) + " (not tried again, see " + failure + ")");
        }
        progress.accept("fetching " + title + " ...");
        try {
            cache.provide(name, this::fetchInto);
        } catch (IOException e) {
            Files.writeString(failure, e.getMessage());
            throw e;
        }
    }

    private void fetchInto(Path draft) throws IOException, InterruptedException {
        String text = Resource.text(PRIVATE_APT) + Resource.text(script);
        CommandRun run = CommandRun.of(List.of("sh", "-c", text, script, draft.toString()), FETCH_LIMIT);
        if (run.exitCode() != 0) {
            throw new IOException(
                    title + " cannot be fetched: " + run.output().strip().replaceAll("\\s*\\n\\s*", "; "));
        }
    }
}
