package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A freshly initialised data folder, made once for each server version and copied for each node. */
final class DataTemplate {
    private static final Duration INITIALISE_LIMIT = Duration.ofMinutes(3);

    private final Path folder;

    private DataTemplate(Path folder) {
        this.folder = folder;
    }

    static DataTemplate provide(ServerCache cache, ServerInstallation installation)
            throws IOException, InterruptedException {
        String name = String.join(
                "-",
                "data",
                installation.engine().key(),
                installation.version(),
                cache.user().name());
        return new DataTemplate(cache.provide(name, draft -> initialise(installation, cache.user(), draft)));
    }

    /** Makes {@code data} a data folder that no other server has; it must not exist. */
    void copyTo(Path data) throws IOException {
        FolderTree.copy(folder.resolve("data"), data);
        // The server's identity: two servers with one UUID cannot replicate from each other.
        Files.deleteIfExists(data.resolve("auto.cnf"));
    }

    private static void initialise(ServerInstallation installation, ServerUser user, Path draft)
            throws IOException, InterruptedException {
        Path data = Files.createDirectory(draft.resolve("data"));
        Path scratch = Files.createDirectory(draft.resolve("tmp"));
        List<String> command = Dialect.of(installation.engine()).initialise(installation, data, scratch);
        user.own(data);
        user.own(scratch);
        CommandRun.of(user.command(command), INITIALISE_LIMIT).outputOfSuccess();
    }
}
