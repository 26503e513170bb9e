package io.tracker.agent.store;

import io.tracker.agent.config.StoreConfig;
import io.tracker.agent.retry.RetryBudget;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

/** The objects below a prefix of a bucket. Thread safe. */
final class S3ObjectStore implements ObjectStore {
    private static final int PRECONDITION_FAILED = 412;

    private final StoreConfig.Bucket root;
    private final S3Client client;
    private final S3Uploads uploads;
    private final S3Failures failures;
    private final PartPool pool;

    private S3ObjectStore(StoreConfig.Bucket root, StoreConfig config, S3Client client) {
        this.root = root;
        this.client = client;
        this.failures = new S3Failures(
                root.toString(),
                config.s3()
                        .endpoint()
                        .map(URI::toString)
                        .orElse("AWS " + config.s3().region()));
        this.uploads = new S3Uploads(client, root, config.s3(), failures);
        this.pool = new PartPool(config.partBytes(), config.uploadParallel());
    }

    static S3ObjectStore open(StoreConfig.Bucket root, StoreConfig config, int attempts) {
        return open(root, config, attempts, RetryBudget.none());
    }

    static S3ObjectStore open(StoreConfig.Bucket root, StoreConfig config, int attempts, RetryBudget budget) {
        return new S3ObjectStore(root, config, S3Clients.open(config, attempts, budget));
    }

    @Override
    public PutResult createOnce(String key, byte[] body) throws IOException {
        try {
            return uploads.putIfAbsent(key, body) ? PutResult.CREATED : PutResult.UNKNOWN;
        } catch (SdkException e) {
            if (e instanceof AwsServiceException refused && refused.statusCode() == PRECONDITION_FAILED) {
                return PutResult.EXISTS;
            }
            // A 404 on a conditional write says that the object was deleted meanwhile; a missing bucket is named below.
            if (S3Failures.isOutcomeUnknown(e) || S3Failures.isMissingObject(e)) {
                return PutResult.UNKNOWN;
            }
            throw failures.name("creation of " + key, e);
        }
    }

    @Override
    public void overwrite(String key, byte[] body) throws IOException {
        uploads.overwrite(key, body);
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        try {
            return Optional.of(client.getObject(get(key).build(), ResponseTransformer.toBytes())
                    .asByteArrayUnsafe());
        } catch (SdkException e) {
            if (S3Failures.isMissingObject(e)) {
                return Optional.empty();
            }
            throw failures.name("read of " + key, e);
        }
    }

    @Override
    public InputStream open(String key, long offset, long length) throws IOException {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        try {
            return client.getObject(get(key).range("bytes=" + offset + "-" + (offset + length - 1))
                    .build());
        } catch (SdkException e) {
            if (S3Failures.isMissingObject(e)) {
                FileNotFoundException missing = new FileNotFoundException("object is missing: " + key);
                missing.initCause(e);
                throw missing;
            }
            throw failures.name("read of " + key, e);
        }
    }

    @Override
    public OptionalLong size(String key) throws IOException {
        return uploads.size(key);
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(root.bucket())
                .prefix(root.prefix() + prefix)
                .build();
        try {
            List<String> keys = new ArrayList<>();
            for (S3Object object : new ListObjectsV2Iterable(client, request).contents()) {
                keys.add(object.key().substring(root.prefix().length()));
            }
            return keys;
        } catch (SdkException e) {
            throw failures.name("listing of " + prefix, e);
        }
    }

    @Override
    public PendingObject create(String key) {
        return new S3PendingObject(uploads, pool, key);
    }

    @Override
    public String root() {
        return root.toString();
    }

    @Override
    public void close() {
        pool.close();
        client.close();
    }

    private GetObjectRequest.Builder get(String key) {
        return GetObjectRequest.builder().bucket(root.bucket()).key(root.prefix() + key);
    }
}
