package io.tracker.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Debian package, unpacked where it does not touch this system. */
final class ScratchRoot {
    private final Path folder;

    /** One that is there already. */
    static ScratchRoot of(Path folder) {
        return new ScratchRoot(folder);
    }

    private ScratchRoot(Path folder) {
        this.folder = folder;
    }

    /** Unpacks the package of this build. */
    static ScratchRoot install(Path folder) throws IOException, InterruptedException {
        Program.assume("dpkg-deb");
        Files.createDirectories(folder.getParent());
        Program.of("dpkg-deb", "-x", built(".deb"), folder).run().require(0);
        return new ScratchRoot(folder);
    }

    /** The one file of the build with this ending. */
    static Path built(String ending) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            if (found.size() != 1) {
                throw new IOException("Build left other than one file *" + ending + ": " + found);
            }
            return found.get(0).toAbsolutePath();
        }
    }

    Path at(String path) {
        return folder.resolve(path.replaceFirst("^/", ""));
    }

    Path unit(String name) {
        return at("/usr/lib/systemd/system/" + name);
    }

    /** The command of a line of the service, as systemd would start it, but from here. */
    List<String> command(String key) throws IOException {
        String line = Files.readAllLines(unit("tracker-agent.service")).stream()
                .filter(text -> text.startsWith(key + "="))
                .findFirst()
                .orElseThrow(() -> new IOException("service has no " + key))
                .substring(key.length() + 1);
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.set(0, at(words.get(0)).toString());
        return words;
    }

    /** Makes systemd's own units known here: what a service is ordered by must be there. */
    void addSystemUnits() throws IOException {
        Path units = Path.of("/usr/lib/systemd/system");
        try (Stream<Path> files = Files.list(units)) {
            for (Path file : files.filter(file -> file.toString().matches(".*\\.(target|slice|socket|service|mount)"))
                    .toList()) {
                if (Files.exists(file) && !Files.exists(unit(file.getFileName().toString()))) {
                    Files.copy(file, unit(file.getFileName().toString()));
                }
            }
        }
    }
}
