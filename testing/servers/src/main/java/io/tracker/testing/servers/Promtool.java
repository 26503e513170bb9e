package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Prometheus' own checker of rules and metrics, from Debian. */
public final class Promtool {
    private Promtool() {}

    /**
     * The program, fetched when it is not there yet.
     *
     * @param abort called with the reason if it is not to be had; must not return (JUnit: {@code Assumptions::abort})
     */
    public static Path require(Consumer<String> abort) throws InterruptedException {
        try {
            return find(System.err::println);
        } catch (IOException e) {
            abort.accept("SKIPPED: checks by promtool, because " + e.getMessage());
            throw new IllegalStateException("Test was not aborted", e);
        }
    }

    static Path find(Consumer<String> progress) throws IOException, InterruptedException {
        DebianPackages packages =
                new DebianPackages(ServerCache.open(), "promtool", "promtool from Debian (40 MB)", "fetch-promtool.sh");
        if (!packages.isFetched()) {
            packages.fetch(progress);
        }
        return packages.folder().resolve("bin/promtool");
    }
}
