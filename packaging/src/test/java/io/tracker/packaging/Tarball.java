package io.tracker.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A tarball of this build. */
final class Tarball {
    private Tarball() {}

    /** The folder that the one with this ending unpacks to, below a new folder there. */
    static Path unpack(String ending, Path below) throws IOException, InterruptedException {
        Path parent = Files.createDirectories(below.resolve("unpacked" + ending));
        Program.of("tar", "-xzf", ScratchRoot.built(ending), "-C", parent).run().require(0);
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.findFirst().orElseThrow().toRealPath();
        }
    }
}
