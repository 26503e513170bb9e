package io.tracker.agent.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where backups go.
 *
 * @param root a bucket or a directory
 * @param s3 how S3 is reached; not used for a directory
 * @param partBytes bytes of an upload part
 * @param uploadParallel parts on their way at once
 */
public record StoreConfig(Root root, S3 s3, int partBytes, int uploadParallel) {
    /** The place below which all objects lie. */
    public sealed interface Root permits Bucket, Directory {}

    /**
     * A place in S3.
     *
     * @param bucket the bucket
     * @param prefix empty, or ending with a slash
     */
    public record Bucket(String bucket, String prefix) implements Root {
        public Bucket {
            if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/"))) {
                throw new IllegalArgumentException("Prefix of a bucket is malformed: " + prefix);
            }
        }

        @Override
        public String toString() {
            String path = bucket + "/" + prefix;
            return "s3://" + path.substring(0, path.length() - 1);
        }
    }

    /**
     * A place in the file system, for a shared mount and for trying things out.
     *
     * @param path absolute
     */
    public record Directory(Path path) implements Root {
        @Override
        public String toString() {
            return path.toUri().toString();
        }
    }

    /**
     * How S3 is reached.
     *
     * @param endpoint another service than AWS
     * @param region signed for
     * @param pathStyle whether the bucket stands in the path
     * @param keys whose requests these are; empty for the SDK's own search
     * @param checksums what goes with every upload
     * @param timeout how long the service may be silent
     * @param traits what objects carry
     */
    public record S3(
            Optional<URI> endpoint,
            String region,
            boolean pathStyle,
            Optional<S3KeysSource> keys,
            ChecksumMode checksums,
            Duration timeout,
            ObjectTraits traits) {}

    /** How objects are encrypted at rest. */
    public enum Encryption {
        BUCKET,
        AES256,
        KMS
    }

    /**
     * What objects carry beside their bytes.
     *
     * @param encryption at rest
     * @param kmsKey of {@link Encryption#KMS}; empty for the account's own
     * @param storageClass of backup objects
     * @param tags of every object
     */
    public record ObjectTraits(
            Encryption encryption, Optional<String> kmsKey, Optional<String> storageClass, Map<String, String> tags) {
        /** Nothing but what the bucket says. */
        public static final ObjectTraits NONE =
                new ObjectTraits(Encryption.BUCKET, Optional.empty(), Optional.empty(), Map.of());

        public ObjectTraits {
            tags = Map.copyOf(tags);
        }
    }

    /** Where keys come from. Thread safe. */
    public interface S3KeysSource {
        /** The keys as they are now: temporary ones are renewed while a run goes on. */
        S3Keys read();
    }

    /**
     * Keys.
     *
     * @param accessKey not secret
     * @param secretKey secret
     * @param sessionToken of temporary keys
     */
    public record S3Keys(String accessKey, Secret secretKey, Optional<Secret> sessionToken) implements S3KeysSource {
        @Override
        public S3Keys read() {
            return this;
        }
    }

    /** What a service checks an upload by. */
    public enum ChecksumMode {
        CRC32C,
        MD5
    }

    public StoreConfig {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(s3, "s3");
    }
}
