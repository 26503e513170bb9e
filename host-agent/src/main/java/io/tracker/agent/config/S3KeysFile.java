package io.tracker.agent.config;

import io.tracker.agent.config.StoreConfig.S3Keys;
import io.tracker.agent.config.StoreConfig.S3KeysSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A credentials file, read anew each time. Where it cannot be read, as while it is being written, the last keys hold. */
final class S3KeysFile implements S3KeysSource {
    private final Path file;
    private volatile S3Keys last;

    private S3KeysFile(Path file, S3Keys first) {
        this.file = file;
        this.last = first;
    }

    /** Empty, and problems named, if the file does not hold keys now. */
    static Optional<S3KeysSource> of(Path file, List<String> problems) {
        return new CredentialsFile(problems).aws(file).map(keys -> new S3KeysFile(file, keys));
    }

    @Override
    public S3Keys read() {
        Optional<S3Keys> now = new CredentialsFile(new ArrayList<>()).aws(file);
        now.ifPresent(keys -> last = keys);
        return last;
    }
}
