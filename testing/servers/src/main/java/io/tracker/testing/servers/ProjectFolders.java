package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Where the project, its unpacked servers and its temporary data lie; each can be set by a system property. */
final class ProjectFolders {
    private ProjectFolders() {}

    /** The project's folder: {@code tracker.root}, or the working folder. */
    static Path root() {
        return Path.of(System.getProperty("tracker.root", "")).toAbsolutePath().normalize();
    }

    /**
     * Unpacked servers: {@code tracker.cache}, or {@code .cache} in the project. When servers run as another user than
     * the one who builds, and that user cannot get at this folder (a project under a home of mode 0700), it is a folder
     * of its own in the temporary folder.
     */
    static Path cache(ServerUser user) throws IOException {
        Path configured = Path.of(System.getProperty(
                        "tracker.cache", root().resolve(".cache").toString()))
                .toAbsolutePath()
                .normalize();
        return user.isAnother() && !isOpenToAll(configured) ? ownTemporary("tracker-cache-") : configured;
    }

    /** Anybody may create a folder of this name in the temporary folder: its owner is checked. */
    private static Path ownTemporary(String prefix) throws IOException {
        String user = System.getProperty("user.name");
        Path folder = temporary().resolve(prefix + user);
        if (Files.exists(folder) && !Files.getOwner(folder).getName().equals(user)) {
            throw new IOException("Cache of servers belongs to somebody else: " + folder + " (got "
                    + Files.getOwner(folder) + ", expected " + user + ")\nHINT: set system property tracker.cache");
        }
        return folder;
    }

    /** Data of running servers: {@code tracker.work}, or the temporary folder. */
    static Path work() {
        String configured = System.getProperty("tracker.work");
        return configured == null
                ? temporary()
                : Path.of(configured).toAbsolutePath().normalize();
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();
    }

    /** Whether every user can pass through the folder and all above it, as far as they exist. */
    static boolean isOpenToAll(Path folder) throws IOException {
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.exists(above)
                    && !Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
