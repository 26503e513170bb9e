package io.tracker.agent.config;

import io.tracker.agent.config.StoreConfig.S3Keys;
import io.tracker.agent.config.StoreConfig.S3KeysSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A credentials file, read anew each time. Where it cannot be read, as while it is being written, the last keys hold. */
final class S3KeysFile implements S3KeysSource {
    private final SecretSource source;
    private volatile S3Keys last;

    private S3KeysFile(SecretSource source, S3Keys first) {
        this.source = source;
        this.last = first;
    }

    /** Empty, and problems named, if the file does not hold keys now. */
    static Optional<S3KeysSource> of(SecretSource source, List<String> problems) {
        return new CredentialsFile(problems).aws(source).map(keys -> new S3KeysFile(source, keys));
    }

    @Override
    public S3Keys read() {
        Optional<S3Keys> now = new CredentialsFile(new ArrayList<>()).aws(source);
        now.ifPresent(keys -> last = keys);
        return last;
    }
}
