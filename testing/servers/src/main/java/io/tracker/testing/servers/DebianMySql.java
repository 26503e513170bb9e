package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * MySQL 9 from Debian's unstable suite, in a private folder of the cache, with its own libraries. Works for any user of a
 * Debian system, whatever its release; nothing is installed.
 */
final class DebianMySql {
    private static final String NAME = "mysql-9";
    private static final String SCRIPT = "fetch-mysql.sh";
    private static final Duration FETCH_LIMIT = Duration.ofMinutes(8);
    private static final Duration FAILURE_HOLDS = Duration.ofMinutes(15);

    private final ServerCache cache;

    DebianMySql(ServerCache cache) {
        this.cache = cache;
    }

    boolean isFetched() {
        return Files.isDirectory(cache.locate(NAME));
    }

    /** Refuses again at once, with the same reason, for a while after it failed: every test class asks. */
    void fetch(Consumer<String> progress) throws IOException, InterruptedException {
        Path failure = cache.locate(NAME + ".failure");
        if (Files.exists(failure)
                && Files.getLastModifiedTime(failure)
                        .toInstant()
                        .isAfter(Instant.now().minus(FAILURE_HOLDS))) {
            throw new IOException(Files.readString(failure) + " (not tried again, see " + failure + ")");
        }
        progress.accept("fetching MySQL 9 from Debian (about 65 MB) ...");
        try {
            cache.provide(NAME, DebianMySql::fetchInto);
        } catch (IOException e) {
            Files.writeString(failure, e.getMessage());
            throw e;
        }
    }

    Path base() {
        return cache.locate(NAME).resolve("root/usr");
    }

    Path server() {
        return cache.locate(NAME).resolve("bin/mysqld");
    }

    /** Where these programs find what their packages would have installed. */
    Map<String, String> options() {
        Path share = base().resolve("share/mysql");
        return Map.of(
                "plugin-dir", base().resolve("lib/mysql/plugin").toString(),
                "lc-messages-dir", share.toString(),
                "character-sets-dir", share.resolve("charsets").toString());
    }

    private static void fetchInto(Path draft) throws IOException, InterruptedException {
        CommandRun run =
                CommandRun.of(List.of("sh", "-c", Resource.text(SCRIPT), SCRIPT, draft.toString()), FETCH_LIMIT);
        if (run.exitCode() != 0) {
            throw new IOException("MySQL cannot be fetched from Debian: "
                    + run.output().strip().replaceAll("\\s*\\n\\s*", "; "));
        }
    }
}
