package io.tracker.agent.store;

import io.tracker.agent.config.StoreConfig.ObjectTraits;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Puts what objects carry beside their bytes on the requests that make them. Documents are small and read often: no storage class. */
final class S3ObjectTraits {
    private final ObjectTraits traits;
    private final Optional<Tagging> tagging;

    S3ObjectTraits(ObjectTraits traits) {
        this.traits = traits;
        this.tagging = traits.tags().isEmpty()
                ? Optional.empty()
                : Optional.of(Tagging.builder()
                        .tagSet(traits.tags().entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList())
                        .build());
    }

    PutObjectRequest.Builder ofDocument(PutObjectRequest.Builder request) {
        encryption().ifPresent(request::serverSideEncryption);
        traits.kmsKey().ifPresent(request::ssekmsKeyId);
        tagging.ifPresent(request::tagging);
        return request;
    }

    PutObjectRequest.Builder ofBackup(PutObjectRequest.Builder request) {
        traits.storageClass().ifPresent(request::storageClass);
        return ofDocument(request);
    }

    CreateMultipartUploadRequest.Builder ofBackup(CreateMultipartUploadRequest.Builder request) {
        encryption().ifPresent(request::serverSideEncryption);
        traits.kmsKey().ifPresent(request::ssekmsKeyId);
        traits.storageClass().ifPresent(request::storageClass);
        tagging.ifPresent(request::tagging);
        return request;
    }

    private Optional<ServerSideEncryption> encryption() {
        return switch (traits.encryption()) {
            case BUCKET -> Optional.empty();
            case AES256 -> Optional.of(ServerSideEncryption.AES256);
            case KMS -> Optional.of(ServerSideEncryption.AWS_KMS);
        };
    }
}
