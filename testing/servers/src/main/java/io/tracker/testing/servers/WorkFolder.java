package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A temporary folder for the data of servers, deleted on close. A lock says that its owner lives; folders of owners that
 * were killed are deleted when the next one is created.
 */
final class WorkFolder implements AutoCloseable {
    private static final String PREFIX = "tracker-servers-";
    private static final String LOCK = "owner.lock";

    private final Path path;
    private final FileChannel lock;

    private WorkFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static WorkFolder create() throws IOException {
        return createIn(Files.createDirectories(ProjectFolders.work()));
    }

    static WorkFolder createIn(Path parent) throws IOException {
        deleteOrphans(parent);
        Path path = Files.createTempDirectory(parent, ownPrefix());
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            throw new IOException("New work folder is locked by somebody else: " + path);
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new WorkFolder(path, lock);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            FolderTree.delete(path);
        }
    }

    private static void deleteOrphans(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isOrphan(folder)) {
                    FolderTree.delete(folder);
                }
            }
        }
    }

    /** A folder without a lock file is one that is just being created, or of another user. */
    private static boolean isOrphan(Path folder) throws IOException {
        // Closing any channel of a file gives up all locks that this process holds on it: own folders are told by their
        // name.
        if (folder.getFileName().toString().startsWith(ownPrefix())) {
            return false;
        }
        Path file = folder.resolve(LOCK);
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String ownPrefix() {
        return PREFIX + ProcessHandle.current().pid() + "-";
    }
}
