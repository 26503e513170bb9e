package io.tracker.agent.host;

import io.tracker.agent.failure.OperatorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One run a host. The system releases it when the process ends, however it ends. */
public final class HostLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private HostLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param stateDirectory made if it is missing
     * @throws HostHeldException if another run holds it
     * @throws OperatorException if the directory cannot be used
     */
    public static HostLock take(Path stateDirectory) throws IOException {
        Path file = stateDirectory.resolve("host.lock");
        FileChannel channel;
        try {
            Files.createDirectories(stateDirectory);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(stateDirectory, e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new HostLock(file, channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw held(file);
        }
        channel.close();
        throw held(file);
    }

    /** What is locked. */
    public Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    static OperatorException unusable(Path stateDirectory, IOException cause) {
        return new OperatorException(
                "state directory cannot be used: " + stateDirectory + " ("
                        + cause.getClass().getSimpleName() + ")",
                "let the agent's user write there, or set state.directory",
                cause);
    }

    private static HostHeldException held(Path file) {
        return new HostHeldException(
                "another run of tracker-agent is under way on this host: " + file,
                "wait for it to end; nothing was done");
    }
}
