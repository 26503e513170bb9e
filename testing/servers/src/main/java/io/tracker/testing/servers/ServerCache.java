package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Folders that are made once and kept: unpacked servers and initialised data. A folder appears whole or not at all, and
 * two processes that make the same one at once do no harm: one of the two is thrown away.
 */
final class ServerCache {
    private final Path folder;
    private final ServerUser user;

    ServerCache(Path folder, ServerUser user) {
        this.folder = folder;
        this.user = user;
    }

    static ServerCache open() throws IOException {
        ServerUser user = ServerUser.ofThisProcess();
        return new ServerCache(ProjectFolders.cache(user), user);
    }

    /** The user that servers of this cache run as. */
    ServerUser user() {
        return user;
    }

    /** Where the folder of this name lies, made or not. */
    Path locate(String name) {
        return folder.resolve(name);
    }

    /** The folder of this name; {@code filler} fills it when it is not there yet. */
    Path provide(String name, Filler filler) throws IOException, InterruptedException {
        Path target = locate(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempDirectory(folder, name + ".draft-");
        try {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            filler.fill(draft);
            publish(draft, target);
        } finally {
            FolderTree.delete(draft);
        }
        return target;
    }

    private static void publish(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    /** Puts content into an empty folder, all of it before it returns. */
    @FunctionalInterface
    interface Filler {
        void fill(Path emptyFolder) throws IOException, InterruptedException;
    }
}
