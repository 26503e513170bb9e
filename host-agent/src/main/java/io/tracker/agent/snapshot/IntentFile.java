package io.tracker.agent.snapshot;

import io.tracker.agent.failure.OperatorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The local record that this agent is about to stop an applier: durable, file and directory, before STOP is sent, gone after the applier
 * was seen to run again. One a host; the host lock keeps others away.
 */
public final class IntentFile {
    private static final String NAME = "stop-intent";

    private final Path directory;
    private final Path file;

    /** The intent of the agent whose state lies in that directory, which must exist. */
    public IntentFile(Path stateDirectory) {
        this.directory = stateDirectory;
        this.file = stateDirectory.resolve(NAME);
    }

    /** Where it lies, for messages. */
    Path path() {
        return file;
    }

    /** Writes it, in place of the one before; when this returns, it survives a crash of the host. */
    void write(StopIntent intent) throws IOException {
        try {
            replace(intent);
        } catch (IOException e) {
            throw new IOException(
                    "intent to stop the applier cannot be written: " + file + " (got " + e.getMessage()
                            + "); HINT: make room on the disk of state.directory",
                    e);
        }
    }

    private void replace(StopIntent intent) throws IOException {
        Path next = directory.resolve(NAME + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(IntentText.of(intent).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory();
    }

    /**
     * The intent that was left behind.
     *
     * @throws OperatorException if the file is damaged: whether the applier is stopped by us cannot be told then
     */
    Optional<StopIntent> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(IntentText.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new OperatorException(
                    "Intent to stop the applier is damaged: " + file + " (" + e.getMessage() + ")",
                    "see whether the applier runs, start it if not, then delete the file",
                    e);
        }
    }

    /** Takes it away; no error if there is none. */
    void clear() throws IOException {
        if (Files.deleteIfExists(file)) {
            syncDirectory();
        }
    }

    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
