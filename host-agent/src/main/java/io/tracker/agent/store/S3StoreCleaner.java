package io.tracker.agent.store;

import io.tracker.agent.config.StoreConfig;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.paginators.ListMultipartUploadsIterable;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

/** Objects and uploads below a prefix of a bucket. */
final class S3StoreCleaner implements StoreCleaner {
    private static final int ATTEMPTS = 5;

    private final StoreConfig.Bucket root;
    private final S3Client client;
    private final S3Failures failures;

    private S3StoreCleaner(StoreConfig.Bucket root, S3Client client, S3Failures failures) {
        this.root = root;
        this.client = client;
        this.failures = failures;
    }

    static S3StoreCleaner open(StoreConfig.Bucket root, StoreConfig config) {
        String endpoint = config.s3()
                .endpoint()
                .map(URI::toString)
                .orElse("AWS " + config.s3().region());
        return new S3StoreCleaner(root, S3Clients.open(config, ATTEMPTS), new S3Failures(root.toString(), endpoint));
    }

    @Override
    public void visit(String prefix, ObjectVisitor visitor) throws IOException {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(root.bucket())
                .prefix(root.prefix() + prefix)
                .build();
        try {
            for (S3Object object : new ListObjectsV2Iterable(client, request).contents()) {
                visitor.visit(new StoredObject(relative(object.key()), object.size(), object.lastModified()));
            }
        } catch (SdkException e) {
            throw failures.name("listing of " + prefix, e);
        }
    }

    @Override
    public List<OpenUpload> openUploads() throws IOException {
        ListMultipartUploadsRequest request = ListMultipartUploadsRequest.builder()
                .bucket(root.bucket())
                .prefix(root.prefix())
                .build();
        try {
            List<OpenUpload> uploads = new ArrayList<>();
            for (MultipartUpload upload : new ListMultipartUploadsIterable(client, request).uploads()) {
                // Not every service filters by the prefix, and another root's uploads are none of ours.
                if (upload.key().startsWith(root.prefix())) {
                    uploads.add(new OpenUpload(relative(upload.key()), upload.uploadId(), upload.initiated()));
                }
            }
            return uploads;
        } catch (SdkException e) {
            throw failures.name("listing of open uploads", e);
        }
    }

    @Override
    public void delete(StoredObject object) throws IOException {
        try {
            client.deleteObject(DeleteObjectRequest.builder()
                    .bucket(root.bucket())
                    .key(root.prefix() + object.key())
                    .build());
        } catch (SdkException e) {
            throw failures.name("deletion of " + object.key(), e);
        }
    }

    @Override
    public void abort(OpenUpload upload) throws IOException {
        try {
            client.abortMultipartUpload(AbortMultipartUploadRequest.builder()
                    .bucket(root.bucket())
                    .key(root.prefix() + upload.key())
                    .uploadId(upload.id())
                    .build());
        } catch (SdkException e) {
            if (!S3Failures.isMissingObject(e)) {
                throw failures.name("end of the upload of " + upload.key(), e);
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private String relative(String key) {
        return key.substring(root.prefix().length());
    }
}
