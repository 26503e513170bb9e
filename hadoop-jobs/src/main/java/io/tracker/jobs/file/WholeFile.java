package io.tracker.jobs.file;

import io.tracker.jobs.failure.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of this machine that is written at once: who reads it sees the old one or the new one, whole. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes beside the file, and renames.
     *
     * @throws OperatorException if it cannot be written
     */
    public static void write(Path file, byte[] content) {
        Path target = file.toAbsolutePath();
        Path draft = target.resolveSibling(
                "." + target.getFileName() + ".part-" + ProcessHandle.current().pid());
        try {
            if (Files.isDirectory(target)) {
                throw new IOException("it is a folder");
            }
            try {
                Files.write(draft, content);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new OperatorException(
                    "File cannot be written: " + file + " (" + e + ")",
                    "name a file in a folder that is there and that this user may write to",
                    e);
        }
    }
}
