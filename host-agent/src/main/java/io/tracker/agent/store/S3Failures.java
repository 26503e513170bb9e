package io.tracker.agent.store;

import io.tracker.agent.failure.OperatorException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the SDK throws into what failed, which, and what to do. */
final class S3Failures {
    private static final Set<String> WRONG_KEYS =
            Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "AuthorizationHeaderMalformed");
    private static final Set<String> STALE_KEYS =
            Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");
    private static final String NO_CODE = "without a code";
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int MOVED = 301;

    private final String root;
    private final String endpoint;

    S3Failures(String root, String endpoint) {
        this.root = root;
        this.endpoint = endpoint;
    }

    /** Whether the service said that the object is not there; a missing bucket is another matter. */
    static boolean isMissingObject(SdkException failure) {
        return failure instanceof AwsServiceException refused
                && refused.statusCode() == NOT_FOUND
                && !"NoSuchBucket".equals(code(refused));
    }

    /** Whether the service knows the keys, and takes them no longer; or may say so: the reply to a HEAD has no body, and so no code. */
    static boolean areKeysStale(AwsServiceException refused) {
        String code = code(refused);
        return STALE_KEYS.contains(code) || (refused.statusCode() == BAD_REQUEST && code.equals(NO_CODE));
    }

    /** Whether nobody can say what the service did: it did not answer, or answered that it failed itself. */
    static boolean isOutcomeUnknown(SdkException failure) {
        return failure instanceof AwsServiceException refused
                ? refused.statusCode() >= 500 && refused.statusCode() != NOT_IMPLEMENTED
                : !isCredentialsSearch(failure);
    }

    /** Whether the same call may succeed later without anybody's doing: the service failed, or was not to be reached. */
    static boolean isTransient(SdkException failure) {
        if (failure instanceof AwsServiceException) {
            return isOutcomeUnknown(failure);
        }
        boolean unreached = failure instanceof ApiCallAttemptTimeoutException;
        for (Throwable cause = failure; cause != null && !unreached; cause = cause.getCause()) {
            unreached = cause instanceof IOException
                    && !(cause instanceof InterruptedIOException interrupted
                            && !(interrupted instanceof SocketTimeoutException));
        }
        return unreached && !isCredentialsSearch(failure);
    }

    /**
     * Names a failure.
     *
     * @param what such as {@code write of data/…}
     * @return to be thrown
     * @throws OperatorException at once, if only the operator can mend it
     */
    IOException name(String what, SdkException failure) {
        if (failure instanceof AwsServiceException refused) {
            return refused(what, refused);
        }
        if (isCredentialsSearch(failure)) {
            throw new OperatorException(
                    "S3 credentials are missing: for " + root,
                    "give s3.credentials-file, or what the AWS SDK looks for (environment, profile, instance role)",
                    failure);
        }
        return new StoreUnavailableException(
                "store does not answer: " + root + " at " + endpoint + ": " + what + " (got " + rootCause(failure)
                        + "); HINT: check s3.endpoint and the network, then run again: nothing is half-done",
                failure);
    }

    private IOException refused(String what, AwsServiceException refused) {
        String code = code(refused);
        String got = "(got " + refused.statusCode() + " " + code + ")";
        if (code.equals("NoSuchBucket")) {
            throw new OperatorException(
                    "bucket is missing: " + root + " " + got, "create the bucket, or correct store.root", refused);
        }
        if (WRONG_KEYS.contains(code)) {
            throw new OperatorException(
                    "S3 credentials are refused: for " + root + " at " + endpoint + " " + got,
                    "check both keys in s3.credentials-file, and s3.region",
                    refused);
        }
        if (STALE_KEYS.contains(code)) {
            throw new OperatorException(
                    "S3 credentials have expired: for " + root + " " + got, "renew them, then run again", refused);
        }
        if (code.equals("RequestTimeTooSkewed")) {
            throw new OperatorException(
                    "clock of this host is too far off for S3: " + got, "set the clock (NTP), then run again", refused);
        }
        if (refused.statusCode() == MOVED) {
            throw new OperatorException(
                    "bucket is in another region: " + root + " " + got, "set s3.region to the bucket's", refused);
        }
        if (refused.statusCode() == FORBIDDEN) {
            throw new OperatorException(
                    "store refuses access: " + what + " in " + root + " " + got,
                    "let the agent's account list, read and create objects below this root",
                    refused);
        }
        if (refused.statusCode() == NOT_IMPLEMENTED) {
            throw new OperatorException(
                    "store does not know a call that Tracker needs: " + what + " " + got,
                    "use a store that honours If-None-Match: * and multipart uploads; 'tracker-agent doctor' tries it",
                    refused);
        }
        return new IOException(
                "store refuses: " + what + " in " + root + " " + got
                        + "; HINT: run again; if it stays, try another s3.checksum-mode",
                refused);
    }

    static String code(AwsServiceException refused) {
        String code = refused.awsErrorDetails() == null
                ? null
                : refused.awsErrorDetails().errorCode();
        return code == null || code.isEmpty() ? NO_CODE : code;
    }

    private static boolean isCredentialsSearch(SdkException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure instanceof SdkClientException && message.contains("unable to load credentials");
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
