package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A root in a bucket. Thread safe. */
public final class S3Lake implements Lake, AutoCloseable {
    private final S3Client client;
    private final String bucket;
    private final String root;

    /**
     * A root in a bucket of a server that is reached by path-style addresses.
     *
     * @param root the prefix of all keys: empty, or with a slash at its end
     */
    public S3Lake(URI endpoint, String accessKey, String secretKey, String bucket, String root) {
        this.client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .httpClient(Apache5HttpClient.create())
                .build();
        this.bucket = bucket;
        this.root = root;
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        try {
            return client
                    .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(root + prefix))
                    .contents()
                    .stream()
                    .map(object -> new Entry(object.key().substring(root.length()), object.size()))
                    .toList();
        } catch (SdkException e) {
            throw new IOException("Listing failed: " + bucket + "/" + root + prefix + ": " + e.getMessage(), e);
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        try {
            return client.getObject(request -> request.bucket(bucket).key(root + key));
        } catch (SdkException e) {
            throw new IOException("Reading failed: " + bucket + "/" + root + key + ": " + e.getMessage(), e);
        }
    }

    /** Uploads that were begun and neither completed nor aborted, by key. */
    public List<String> pendingUploads() {
        return client.listMultipartUploads(request -> request.bucket(bucket)).uploads().stream()
                .map(upload -> upload.key())
                .toList();
    }

    /** Writes an object, for tests that damage one. */
    public void write(String key, byte[] bytes) {
        client.putObject(
                request -> request.bucket(bucket).key(root + key),
                software.amazon.awssdk.core.sync.RequestBody.fromBytes(bytes));
    }

    @Override
    public void close() {
        client.close();
    }
}
