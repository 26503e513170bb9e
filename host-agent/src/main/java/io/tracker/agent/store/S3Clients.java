package io.tracker.agent.store;

import io.tracker.agent.config.Secret;
import io.tracker.agent.config.StoreConfig;
import io.tracker.agent.retry.RetryBudget;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Builds the client that all calls go through, with its timeouts and retries. */
final class S3Clients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(20);
    private static final int CONFLICT = 409;
    private static final int CONNECTIONS_BESIDE_UPLOADS = 16;

    private S3Clients() {}

    static S3Client open(StoreConfig config, int attempts) {
        return open(config, attempts, RetryBudget.none());
    }

    static S3Client open(StoreConfig config, int attempts, RetryBudget budget) {
        StoreConfig.S3 s3 = config.s3();
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(s3.region()))
                .forcePathStyle(s3.pathStyle())
                .credentialsProvider(credentials(s3))
                // Every upload carries a checksum that we computed ourselves, in a header that older services know too.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(s3.timeout())
                        .maxConnections(config.uploadParallel() + CONNECTIONS_BESIDE_UPLOADS))
                .overrideConfiguration(
                        override -> override.retryStrategy(retries(attempts)).apiCallAttemptTimeout(ATTEMPT_TIMEOUT));
        s3.endpoint().ifPresent(builder::endpointOverride);
        return new PatientClient(new RenewedKeysClient(builder.build()), budget);
    }

    /** A 409 means that another conditional write of the key was under way: the same request again finds out how it ended. */
    private static StandardRetryStrategy retries(int attempts) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_DELAY, LONGEST_DELAY))
                .circuitBreakerEnabled(false)
                .retryOnException(
                        failure -> failure instanceof AwsServiceException refused && refused.statusCode() == CONFLICT)
                .build();
    }

    private static AwsCredentialsProvider credentials(StoreConfig.S3 s3) {
        return s3.keys()
                .<AwsCredentialsProvider>map(source -> () -> credentials(source.read()))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static AwsCredentials credentials(StoreConfig.S3Keys keys) {
        String secret = keys.secretKey().reveal();
        return keys.sessionToken()
                .map(Secret::reveal)
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(keys.accessKey(), secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(keys.accessKey(), secret));
    }
}
