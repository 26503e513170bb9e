package io.tracker.agent.store;

import io.tracker.agent.config.StoreConfig;
import io.tracker.agent.store.TrialPoint.What;
import io.tracker.schemas.names.ObjectNames;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Tries an S3 service out with the calls and the keys of a run, on small objects below {@code checks/}, which stay behind where the account
 * may remove nothing, as it should be.
 */
final class S3Trial implements AutoCloseable {
    private static final int ATTEMPTS = 2;
    private static final int PRECONDITION_FAILED = 412;
    private static final int FORBIDDEN = 403;
    private static final byte[] BODY = "tried by tracker-agent doctor".getBytes(StandardCharsets.UTF_8);
    private static final Duration SKEW_NOTED = Duration.ofSeconds(30);
    private static final Duration SKEW_REFUSED = Duration.ofMinutes(10);

    private final StoreConfig.Bucket root;
    private final S3Client client;
    private final S3Uploads uploads;
    private final UploadChecksum wrong;
    private final String host;
    private final Clock clock;

    S3Trial(StoreConfig.Bucket root, StoreConfig config, String host, Clock clock) {
        this.root = root;
        this.client = S3Clients.open(config, ATTEMPTS);
        this.host = host;
        this.clock = clock;
        String endpoint = config.s3()
                .endpoint()
                .map(URI::toString)
                .orElse("AWS " + config.s3().region());
        this.uploads = new S3Uploads(client, root, config.s3(), new S3Failures(root.toString(), endpoint));
        byte[] other = "other bytes".getBytes(StandardCharsets.UTF_8);
        this.wrong = UploadChecksum.of(config.s3().checksums(), other, other.length);
    }

    List<TrialPoint> run() throws IOException {
        List<TrialPoint> points = new ArrayList<>();
        String key = key();
        points.add(multipart(key));
        points.add(conditionOnComplete(key));
        points.add(abort());
        points.add(checksum());
        points.add(delete(key));
        points.add(date());
        return points;
    }

    private String key() {
        return ObjectNames.check(host, UUID.randomUUID().toString());
    }

    private TrialPoint multipart(String key) throws IOException {
        String upload = uploads.begin(key);
        uploads.complete(key, upload, List.of(uploads.part(key, upload, 1, BODY, BODY.length)));
        OptionalLong size = uploads.size(key);
        return size.isPresent() && size.getAsLong() == BODY.length
                ? TrialPoint.good(What.MULTIPART, "an object of one part is there, whole")
                : TrialPoint.bad(
                        What.MULTIPART,
                        "a completed upload is not there whole: " + key + " (got " + size + ")",
                        "use a store that completes multipart uploads");
    }

    /** Not relied on: an attempt's keys are its own. A service that ignores the condition is common. */
    private TrialPoint conditionOnComplete(String key) throws IOException {
        String upload = uploads.begin(key);
        CompletedPart part = uploads.part(key, upload, 1, BODY, BODY.length);
        try {
            client.completeMultipartUpload(CompleteMultipartUploadRequest.builder()
                    .bucket(root.bucket())
                    .key(root.prefix() + key)
                    .uploadId(upload)
                    .ifNoneMatch("*")
                    .multipartUpload(
                            CompletedMultipartUpload.builder().parts(part).build())
                    .build());
            return TrialPoint.good(
                    What.MULTIPART, "If-None-Match on a completion is ignored; Tracker does not rely on it");
        } catch (SdkException e) {
            uploads.abort(key, upload);
            return TrialPoint.good(
                    What.MULTIPART,
                    status(e) == PRECONDITION_FAILED
                            ? "If-None-Match on a completion is honoured"
                            : "If-None-Match on a completion is not known (" + status(e)
                                    + "); Tracker does not rely on it");
        }
    }

    private TrialPoint abort() throws IOException {
        String key = key();
        String upload = uploads.begin(key);
        uploads.part(key, upload, 1, BODY, BODY.length);
        try {
            client.abortMultipartUpload(request ->
                    request.bucket(root.bucket()).key(root.prefix() + key).uploadId(upload));
        } catch (SdkException e) {
            return TrialPoint.doubtful(
                    What.ABORT,
                    "an upload cannot be ended (" + status(e)
                            + "): parts of failed attempts stay until a rule removes them",
                    "allow s3:AbortMultipartUpload as docs/iam/agent.json does");
        }
        return uploads.size(key).isEmpty()
                ? TrialPoint.good(What.ABORT, "an upload that was ended left nothing")
                : TrialPoint.bad(What.ABORT, "an upload that was ended is there: " + key, "use another store");
    }

    private TrialPoint checksum() {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(root.bucket())
                .key(root.prefix() + key())
                .contentLength((long) BODY.length);
        wrong.crc32c().ifPresent(request::checksumCRC32C);
        wrong.md5().ifPresent(request::contentMD5);
        String kind = wrong.crc32c().isPresent() ? "crc32c" : "md5";
        try {
            client.putObject(request.build(), RequestBody.fromBytes(BODY));
            return TrialPoint.doubtful(
                    What.CHECKSUM,
                    "an object with a wrong " + kind + " was taken: the service does not compare",
                    "try the other s3.checksum-mode; ranges and digests of the manifest are compared by readers anyway");
        } catch (SdkException e) {
            return TrialPoint.good(
                    What.CHECKSUM, "an object with a wrong " + kind + " was refused (" + status(e) + ")");
        }
    }

    private TrialPoint delete(String key) {
        try {
            client.deleteObject(DeleteObjectRequest.builder()
                    .bucket(root.bucket())
                    .key(root.prefix() + key)
                    .build());
            return TrialPoint.doubtful(
                    What.DELETE,
                    "this account may remove objects: tried on " + key,
                    "give agents docs/iam/agent.json, and the right to remove to the janitor's account alone");
        } catch (SdkException e) {
            return status(e) == FORBIDDEN
                    ? TrialPoint.good(What.DELETE, "refused, as it should be")
                    : TrialPoint.doubtful(What.DELETE, "not known: " + status(e), "look at the account's policy");
        }
    }

    private TrialPoint date() {
        Instant before = clock.instant();
        PutObjectResponse answer = client.putObject(
                PutObjectRequest.builder()
                        .bucket(root.bucket())
                        .key(root.prefix() + key())
                        .build(),
                RequestBody.fromBytes(BODY));
        Instant after = clock.instant();
        Optional<Instant> date =
                answer.sdkHttpResponse().firstMatchingHeader("Date").flatMap(S3Trial::instant);
        if (date.isEmpty()) {
            return TrialPoint.doubtful(What.CLOCK, "the store does not tell its time", "compare it by hand");
        }
        // the header has whole seconds
        Duration off = date.get().plusSeconds(1).isBefore(before)
                ? Duration.between(date.get(), before)
                : date.get().isAfter(after) ? Duration.between(after, date.get()) : Duration.ZERO;
        String detail = "the store is " + off.toSeconds() + " s off this host's clock";
        String mend = "run a time service here: S3 refuses requests that are 15 minutes off";
        if (off.compareTo(SKEW_REFUSED) > 0) {
            return TrialPoint.bad(What.CLOCK, detail, mend);
        }
        return off.compareTo(SKEW_NOTED) > 0
                ? TrialPoint.doubtful(What.CLOCK, detail, mend)
                : TrialPoint.good(What.CLOCK, detail);
    }

    private static Optional<Instant> instant(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static int status(SdkException e) {
        return e instanceof AwsServiceException refused ? refused.statusCode() : 0;
    }

    @Override
    public void close() {
        client.close();
    }
}
