package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Path;

/** What others dump tables with, from Debian: mydumper, and zstd for what mysqldump prints. */
public final class Dumpers {
    private Dumpers() {}

    /** The folder of the programs, fetched when it is not there yet. */
    public static Path find() throws IOException, InterruptedException {
        DebianPackages packages = new DebianPackages(
                ServerCache.open(), "dumpers", "mydumper and zstd from Debian (10 MB)", "fetch-dumpers.sh");
        if (!packages.isFetched()) {
            packages.fetch(System.err::println);
        }
        return packages.folder().resolve("bin");
    }
}
