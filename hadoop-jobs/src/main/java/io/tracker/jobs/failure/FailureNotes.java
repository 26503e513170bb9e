package io.tracker.jobs.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Why a job in this process failed: Hadoop's local runner only logs it, where a cluster keeps diagnostics. One small local file a
 * failure; the first failure of each attempt counts.
 */
public final class FailureNotes {
    private final Path folder;

    private FailureNotes(Path folder) {
        this.folder = folder;
    }

    /** Notes in a local folder. */
    public static FailureNotes in(String folder) {
        return new FailureNotes(Path.of(folder));
    }

    /**
     * Leaves a note.
     *
     * @param who the attempt or job that failed
     */
    public void leave(String who, Throwable failure) {
        Path note = folder.resolve(who);
        try {
            if (!Files.exists(note)) {
                Files.writeString(note, failure.toString());
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** All notes, in order of who left them. */
    public List<String> read() throws IOException {
        try (Stream<Path> notes = Files.list(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path note : notes.sorted().toList()) {
                texts.add(Files.readString(note));
            }
            return texts;
        }
    }
}
