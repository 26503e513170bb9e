package io.tracker.agent.store;

import io.tracker.agent.retry.RetryBudget;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Makes a call again when the SDK's own few tries found no service: inside the run's budget. A part that is on its
 * way so outlives a store that is away for minutes, and its table is not read again.
 */
final class PatientClient extends DelegatingS3Client {
    private final RetryBudget budget;

    PatientClient(S3Client client, RetryBudget budget) {
        super(client);
        this.budget = budget;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        try (RetryBudget.Wait wait = budget.begin("the store")) {
            while (true) {
                try {
                    return operation.apply(request);
                } catch (SdkException e) {
                    if (e instanceof AbortedException || !S3Failures.isTransient(e) || !again(wait, e)) {
                        throw e;
                    }
                }
            }
        }
    }

    private static boolean again(RetryBudget.Wait wait, SdkException failure) {
        try {
            return wait.pause(String.valueOf(failure.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
