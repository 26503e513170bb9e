package io.tracker.testing.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server's programs on this host.
 *
 * @param version what the server says of itself, such as {@code 11.4.5}
 * @param base the server's {@code basedir}
 * @param server the server program
 * @param options server options that these programs need wherever they run, such as the folder of plugins
 */
public record ServerInstallation(Engine engine, String version, Path base, Path server, Map<String, String> options) {

    public ServerInstallation {
        if (version.isBlank()) {
            throw new IllegalArgumentException("Version of " + engine.title() + " is blank: " + server);
        }
        options = Map.copyOf(options);
    }

    /**
     * A program that comes with the server, such as {@code mysqldump}; on MariaDB also found by its newer name, such as
     * {@code mariadb-dump}. Refuses one that is not there.
     */
    public Path program(String name) {
        List<Path> places = Stream.of(
                        server.getParent(), base.resolve("bin"), base.resolve("scripts"), base.resolve("sbin"))
                .flatMap(folder -> namesOf(name).map(folder::resolve))
                .toList();
        return places.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(engine.title() + " " + version
                        + " comes without a program: " + name + " (looked for " + places + ")"));
    }

    private Stream<String> namesOf(String name) {
        if (engine != Engine.MARIADB || !name.startsWith("mysql")) {
            return Stream.of(name);
        }
        String suffix = name.substring("mysql".length());
        return Stream.of(suffix.isEmpty() ? "mariadb" : "mariadb-" + suffix, name);
    }
}
