package io.tracker.jobs.failure;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Set;
import org.apache.hadoop.fs.s3a.UnknownStoreException;

/** Says in our words what a store answered. */
public final class StoreFailure {
    private static final Set<String> NO_CREDENTIALS = Set.of("NoAuthWithAWSException", "NoAwsCredentialsException");

    private StoreFailure() {}

    /** The failure itself where there is nothing to add; else one that says what the operator can do. */
    public static Exception explain(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownStoreException) {
                return new OperatorException(
                        "Bucket does not exist: " + firstLine(cause),
                        "create it, or mend --root or --warehouse",
                        failure);
            }
            if (NO_CREDENTIALS.contains(cause.getClass().getSimpleName())) {
                return new OperatorException(
                        "Credentials for the store are missing: " + firstLine(cause),
                        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or fs.s3a.access.key and fs.s3a.secret.key in a"
                                + " file for --conf",
                        failure);
            }
            if (cause instanceof AccessDeniedException) {
                return new OperatorException(
                        "Store denies access: " + firstLine(cause),
                        "check the credentials, and that their policy allows list and read below --root and write below"
                                + " --warehouse",
                        failure);
            }
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return new IOException(
                        "Store cannot be reached: " + firstLine(cause)
                                + "; HINT: is it up? check fs.s3a.endpoint, and run again",
                        failure);
            }
        }
        return failure;
    }

    private static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
