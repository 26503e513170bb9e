package io.tracker.agent.store;

import io.tracker.agent.config.StoreConfig;
import io.tracker.agent.config.StoreConfig.Bucket;
import io.tracker.agent.config.StoreConfig.ChecksumMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The calls that make objects, each with its checksum and its named failure. Keys are relative to the root. Thread safe. */
final class S3Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(S3Uploads.class);

    private final S3Client client;
    private final Bucket root;
    private final ChecksumMode mode;
    private final S3ObjectTraits traits;
    private final S3Failures failures;

    S3Uploads(S3Client client, Bucket root, StoreConfig.S3 config, S3Failures failures) {
        this.client = client;
        this.root = root;
        this.mode = config.checksums();
        this.traits = new S3ObjectTraits(config.traits());
        this.failures = failures;
    }

    void put(String key, byte[] bytes, int length) throws IOException {
        try {
            client.putObject(traits.ofBackup(putRequest(key, bytes, length)).build(), body(bytes, length));
        } catch (SdkException e) {
            throw failures.name("write of " + key, e);
        }
    }

    void overwrite(String key, byte[] bytes) throws IOException {
        try {
            client.putObject(
                    traits.ofDocument(putRequest(key, bytes, bytes.length)).build(), body(bytes, bytes.length));
        } catch (SdkException e) {
            throw failures.name("write of " + key, e);
        }
    }

    /**
     * As {@link #put}, refused by the service if the object is there; failures come out as the SDK throws them.
     *
     * @return whether the answer is that of a service which has the object: some between us and it answer 200 to anything
     */
    boolean putIfAbsent(String key, byte[] bytes) {
        PutObjectResponse answer = client.putObject(
                traits.ofDocument(putRequest(key, bytes, bytes.length).ifNoneMatch("*"))
                        .build(),
                body(bytes, bytes.length));
        return answer.eTag() != null;
    }

    String begin(String key) throws IOException {
        CreateMultipartUploadRequest.Builder request =
                CreateMultipartUploadRequest.builder().bucket(root.bucket()).key(root.prefix() + key);
        if (mode == ChecksumMode.CRC32C) {
            request.checksumAlgorithm(ChecksumAlgorithm.CRC32_C);
        }
        try {
            return client.createMultipartUpload(traits.ofBackup(request).build())
                    .uploadId();
        } catch (SdkException e) {
            throw failures.name("begin of " + key, e);
        }
    }

    CompletedPart part(String key, String uploadId, int number, byte[] bytes, int length) throws IOException {
        UploadChecksum checksum = UploadChecksum.of(mode, bytes, length);
        UploadPartRequest.Builder request = UploadPartRequest.builder()
                .bucket(root.bucket())
                .key(root.prefix() + key)
                .uploadId(uploadId)
                .partNumber(number)
                .contentLength((long) length);
        checksum.crc32c().ifPresent(request::checksumCRC32C);
        checksum.md5().ifPresent(request::contentMD5);
        try {
            UploadPartResponse response = client.uploadPart(request.build(), body(bytes, length));
            CompletedPart.Builder part =
                    CompletedPart.builder().partNumber(number).eTag(response.eTag());
            checksum.crc32c().ifPresent(part::checksumCRC32C);
            return part.build();
        } catch (SdkException e) {
            throw failures.name("write of part " + number + " of " + key, e);
        }
    }

    /**
     * Completes an upload. A reply may be lost, and the repeated call then finds no upload: the caller looks whether the object is there
     * with its size, and that decides.
     */
    void complete(String key, String uploadId, List<CompletedPart> parts) throws IOException {
        try {
            client.completeMultipartUpload(CompleteMultipartUploadRequest.builder()
                    .bucket(root.bucket())
                    .key(root.prefix() + key)
                    .uploadId(uploadId)
                    .multipartUpload(
                            CompletedMultipartUpload.builder().parts(parts).build())
                    .build());
        } catch (SdkException e) {
            if (!S3Failures.isMissingObject(e) && !S3Failures.isOutcomeUnknown(e)) {
                throw failures.name("completion of " + key, e);
            }
            if (size(key).isEmpty()) {
                throw failures.name("completion of " + key, e);
            }
        }
    }

    /** Best effort: what stays behind costs room until the bucket's rule for incomplete uploads removes it. */
    void abort(String key, String uploadId) {
        try {
            client.abortMultipartUpload(AbortMultipartUploadRequest.builder()
                    .bucket(root.bucket())
                    .key(root.prefix() + key)
                    .uploadId(uploadId)
                    .build());
        } catch (SdkException e) {
            LOG.warn("upload not aborted key={} reason=\"{}\"", key, e.getMessage());
        }
    }

    OptionalLong size(String key) throws IOException {
        try {
            return OptionalLong.of(client.headObject(HeadObjectRequest.builder()
                            .bucket(root.bucket())
                            .key(root.prefix() + key)
                            .build())
                    .contentLength());
        } catch (SdkException e) {
            if (S3Failures.isMissingObject(e)) {
                return OptionalLong.empty();
            }
            throw failures.name("look at " + key, e);
        }
    }

    private PutObjectRequest.Builder putRequest(String key, byte[] bytes, int length) {
        UploadChecksum checksum = UploadChecksum.of(mode, bytes, length);
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(root.bucket())
                .key(root.prefix() + key)
                .contentLength((long) length);
        checksum.crc32c().ifPresent(request::checksumCRC32C);
        checksum.md5().ifPresent(request::contentMD5);
        return request;
    }

    private static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }
}
