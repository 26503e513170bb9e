package io.tracker.agent.failure;

/** Only the operator can mend this: configuration, permissions, names. Exit code 2. */
public final class OperatorException extends RunEndedException {
    /**
     * An ending.
     *
     * @param message what failed: which (got X, expected Y)
     * @param hint what the operator can do
     */
    public OperatorException(String message, String hint) {
        super(message, hint);
    }

    public OperatorException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
