package io.tracker.agent.host;

import io.tracker.agent.failure.NotYetException;
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
    private final FileChannel channel;

    private HostLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param stateDirectory made if it is missing
     * @throws NotYetException if another run holds it
     * @throws OperatorException if the directory cannot be used
     */
    public static HostLock take(Path stateDirectory) throws IOException {
        FileChannel channel;
        try {
            Files.createDirectories(stateDirectory);
            channel = FileChannel.open(
                    stateDirectory.resolve("host.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new OperatorException(
                    "state directory cannot be used: " + stateDirectory + " ("
                            + e.getClass().getSimpleName() + ")",
                    "let the agent's user write there, or set state.directory",
                    e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new HostLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw held(stateDirectory);
        }
        channel.close();
        throw held(stateDirectory);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static NotYetException held(Path stateDirectory) {
        return new NotYetException(
                "another run of tracker-agent is under way on this host: " + stateDirectory.resolve("host.lock"),
                "wait for it to end; nothing was done");
    }
}
