package io.tracker.jobs.failure;

/** Only the operator can mend this: options, names, permissions, an output that is in the way. Exit code 2. */
public final class OperatorException extends RunEndedException {
    /**
     * An ending.
     *
     * @param message what failed: which (got X, expected Y)
     * @param hint what the operator can do
     */
    public OperatorException(String message, String hint) {
        super(message, hint, null);
    }

    public OperatorException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
