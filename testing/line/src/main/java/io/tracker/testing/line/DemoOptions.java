package io.tracker.testing.line;

import io.tracker.testing.line.tools.Project;
import io.tracker.testing.servers.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the demo is asked for.
 *
 * @param engine the servers
 * @param scale size of the data; 1 is 200,000 rows
 * @param seed of the data
 * @param output the folder for results, configurations and logs; empty for the build's own
 * @param keep whether the servers stay up until the user has looked around
 */
record DemoOptions(Engine engine, double scale, long seed, Optional<Path> output, boolean keep) {

    static DemoOptions parse(List<String> words, double scale) {
        Options options = Options.parse(words, Set.of("engine", "scale", "seed", "output"), Set.of("keep"));
        return new DemoOptions(
                options.text("engine").map(DemoOptions::engine).orElseGet(DemoOptions::installed),
                options.number("scale", scale),
                options.wholeNumber("seed", 1),
                options.text("output").map(DemoOptions::output),
                options.has("keep"));
    }

    /** Where a demo of this name leaves what it leaves. */
    Path folder(Project project, String name) {
        return output.orElseGet(() -> project.root().resolve("target").resolve(name));
    }

    private static Path output(String text) {
        Path folder = Path.of(text).toAbsolutePath().normalize();
        String[] names = folder.toFile().list();
        if (Files.exists(folder) && (names == null || names.length > 0)) {
            throw new Options.UsageException(
                    "Folder cannot be used: --output " + folder + " (expected a new or an empty folder)");
        }
        return folder;
    }

    private static Engine engine(String key) {
        try {
            return Engine.ofKey(key);
        } catch (IllegalArgumentException e) {
            throw new Options.UsageException(e.getMessage());
        }
    }

    /** MySQL where a MySQL server is installed, else MariaDB, which comes by Maven. MariaDB, too, calls itself mysqld. */
    private static Engine installed() {
        List<Path> folders = List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin"), Path.of("/usr/local/bin"));
        boolean mySql = folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve("mysqld")));
        boolean mariaDb = Stream.concat(folders.stream(), Stream.of(Path.of("/usr/bin")))
                .anyMatch(folder -> Files.isExecutable(folder.resolve("mariadbd")));
        return mySql && !mariaDb ? Engine.MYSQL : Engine.MARIADB;
    }
}
