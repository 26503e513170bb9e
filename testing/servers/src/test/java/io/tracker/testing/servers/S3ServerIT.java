package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class S3ServerIT {
    private static final String BUCKET = "lake";
    private static final int PART_BYTES = 5 << 20;

    private static S3Server server;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start();
        server.createBucket(BUCKET);
    }

    @AfterAll
    static void closingLeavesNeitherProcessNorObjects() throws Exception {
        long pid = server.pid();
        Path data = server.data();
        server.close();
        assertTrue(ProcessHandle.of(pid).isEmpty(), "process is left: " + pid);
        assertFalse(Files.exists(data), "objects are left: " + data);
    }

    @Test
    void refusesAWrongSecretAndAnUnknownAccessKey() {
        try (S3Client wrong = client(server.accessKey(), "wrong");
                S3Client unknown = client("nobody", server.secretKey())) {
            S3Exception refused = assertThrows(S3Exception.class, () -> put(wrong, "a", "text"));
            assertEquals("SignatureDoesNotMatch", refused.awsErrorDetails().errorCode());
            assertEquals(403, refused.statusCode());
            assertEquals(
                    403,
                    assertThrows(S3Exception.class, () -> put(unknown, "a", "text"))
                            .statusCode());
        }
    }

    @Test
    void createsAnObjectOnlyOnce() {
        try (S3Client s3 = client(server.accessKey(), server.secretKey())) {
            putOnce(s3, "manifest", "first");
            S3Exception refused = assertThrows(S3Exception.class, () -> putOnce(s3, "manifest", "second"));
            assertEquals(412, refused.statusCode());
            assertEquals("first", text(s3, "manifest"));
        }
    }

    @Test
    void keepsAMultipartUploadOverARestart() throws Exception {
        try (S3Client s3 = client(server.accessKey(), server.secretKey())) {
            String upload = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("large/object"))
                    .uploadId();
            String tag = s3.uploadPart(
                            r -> r.bucket(BUCKET)
                                    .key("large/object")
                                    .uploadId(upload)
                                    .partNumber(1),
                            RequestBody.fromBytes(new byte[PART_BYTES]))
                    .eTag();
            server.restart();
            CompletedPart part = CompletedPart.builder().partNumber(1).eTag(tag).build();
            s3.completeMultipartUpload(r -> r.bucket(BUCKET)
                    .key("large/object")
                    .uploadId(upload)
                    .multipartUpload(
                            CompletedMultipartUpload.builder().parts(part).build()));
            assertEquals(
                    PART_BYTES,
                    s3.headObject(r -> r.bucket(BUCKET).key("large/object")).contentLength());
        }
    }

    @Test
    void listsKeysBelowAPrefix() {
        try (S3Client s3 = client(server.accessKey(), server.secretKey())) {
            put(s3, "data/b/1", "x");
            put(s3, "data/a/1", "y");
            put(s3, "other/1", "z");
            assertEquals(
                    "[data/a/1, data/b/1]",
                    s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("data/")).contents().stream()
                            .map(object -> object.key())
                            .toList()
                            .toString());
        }
    }

    @Test
    void aRetryAfterALostReplyFindsTheObjectCreated() throws Exception {
        try (HttpFaultProxy proxy = HttpFaultProxy.before(server.endpoint());
                S3Client s3 = client(proxy.endpoint(), server.accessKey(), server.secretKey())) {
            proxy.inject(HttpFault.dropReply(), "PUT /lake/lost.*", 1);
            S3Exception refused = assertThrows(S3Exception.class, () -> putOnce(s3, "lost", "text"));
            assertEquals(412, refused.statusCode());
            assertEquals("text", text(s3, "lost"));
            assertEquals(1, proxy.injected());
        }
    }

    @Test
    void refusesABucketNameThatS3DoesNotKnow() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> server.createBucket("b1/../x"));
        assertTrue(refused.getMessage().contains("got b1/../x"), refused.getMessage());
    }

    private static S3Client client(String accessKey, String secretKey) {
        return client(server.endpoint(), accessKey, secretKey);
    }

    private static S3Client client(URI endpoint, String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClientBuilder(Apache5HttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .build();
    }

    private static void put(S3Client s3, String key, String text) {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private static void putOnce(S3Client s3, String key, String text) {
        s3.putObject(r -> r.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(text));
    }

    private static String text(S3Client s3, String key) {
        return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
    }
}
