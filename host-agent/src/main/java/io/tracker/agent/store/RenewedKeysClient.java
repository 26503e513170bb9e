package io.tracker.agent.store;

import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Makes a call once more when the service says that the keys have expired: whoever renews them may have done so meanwhile. The SDK's own
 * retries would not help, because they sign with the keys that the call began with.
 */
final class RenewedKeysClient extends DelegatingS3Client {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedKeysClient.class);

    RenewedKeysClient(S3Client client) {
        super(client);
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        try {
            return operation.apply(request);
        } catch (AwsServiceException e) {
            if (!S3Failures.areKeysStale(e)) {
                throw e;
            }
            LOG.warn(
                    "keys of S3 have expired, reading them again request={}",
                    request.getClass().getSimpleName());
            return operation.apply(request);
        }
    }
}
