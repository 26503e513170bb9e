package io.tracker.agent.host;

import io.tracker.agent.failure.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that holds a secret, and who may touch it. Who writes it could have the agent read another server, or write to another store.
 *
 * @param file the file
 * @param rights its rights
 */
public record SecretFile(Path file, Set<PosixFilePermission> rights) {
    /** How safe it is. */
    public enum State {
        SAFE,
        EVERYBODY_READS,
        OTHERS_WRITE
    }

    /** Looks at the file. */
    public static SecretFile look(Path file) throws IOException {
        return new SecretFile(file, Files.getPosixFilePermissions(file));
    }

    /** How safe it is. */
    public State state() {
        if (rights.contains(PosixFilePermission.OTHERS_WRITE) || rights.contains(PosixFilePermission.GROUP_WRITE)) {
            return State.OTHERS_WRITE;
        }
        return rights.contains(PosixFilePermission.OTHERS_READ) ? State.EVERYBODY_READS : State.SAFE;
    }

    /** File and rights. */
    public String detail() {
        return file + " (got " + PosixFilePermissions.toString(rights) + ", expected rw-------)";
    }

    /** The command that mends it. */
    public String mend() {
        return "chmod 600 " + file;
    }

    /**
     * Refuses a file that others may write.
     *
     * @throws OperatorException naming it
     */
    public void requireNobodyElseWrites() {
        if (state() == State.OTHERS_WRITE) {
            throw new OperatorException("file with a secret can be written by others: " + detail(), mend());
        }
    }
}
