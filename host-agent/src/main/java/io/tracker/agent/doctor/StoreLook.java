package io.tracker.agent.doctor;

import io.tracker.agent.config.StoreConfig;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.StoreTrial;
import io.tracker.agent.store.TrialPoint;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a store, and tries it out. */
public final class StoreLook {
    private final StoreConfig config;
    private final String host;
    private final Clock clock;

    /**
     * A look.
     *
     * @param host whose trial it is: it names the objects that stay behind
     */
    public StoreLook(StoreConfig config, String host, Clock clock) {
        this.config = config;
        this.host = host;
        this.clock = clock;
    }

    /** All points. */
    public List<Finding> at(ObjectStore store) throws IOException {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(Subject.STORE, "answers and lets us in: " + store.root()));
        encryption().ifPresent(findings::add);
        for (TrialPoint point : new StoreTrial(store).all(config, host, clock)) {
            findings.add(finding(point));
        }
        return findings;
    }

    private Optional<Finding> encryption() {
        Optional<URI> endpoint = config.s3().endpoint();
        if (!(config.root() instanceof StoreConfig.Bucket)) {
            return Optional.empty();
        }
        if (endpoint.isEmpty() || endpoint.get().getScheme().equals("https")) {
            return Optional.of(Finding.ok(Subject.TLS, "to the store: https"));
        }
        String host = endpoint.get().getHost();
        return Optional.of(
                host.equals("localhost") || host.startsWith("127.")
                        ? Finding.ok(Subject.TLS, "none to the store, which is this host")
                        : Finding.warn(Subject.TLS, "none to the store: " + endpoint.get(), "s3.endpoint = https://…"));
    }

    private static Finding finding(TrialPoint point) {
        Subject subject =
                switch (point.what()) {
                    case CREATE_ONCE -> Subject.CREATE_ONCE;
                    case READ_AFTER_WRITE -> Subject.READ_AFTER_WRITE;
                    case MULTIPART -> Subject.MULTIPART;
                    case CHECKSUM -> Subject.CHECKSUM;
                    case ABORT -> Subject.ABORT;
                    case DELETE -> Subject.DELETE;
                    case CLOCK -> Subject.CLOCK;
                };
        return switch (point.verdict()) {
            case GOOD -> Finding.ok(subject, point.detail());
            case DOUBTFUL -> Finding.warn(subject, point.detail(), point.mend());
            case BAD -> Finding.fail(subject, point.detail(), point.mend());
        };
    }
}
