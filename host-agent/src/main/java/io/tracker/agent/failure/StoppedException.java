package io.tracker.agent.failure;

/** The run was stopped on the way, by a promotion or by lag. Exit code 12. */
public final class StoppedException extends RunEndedException {
    /**
     * An ending.
     *
     * @param message what failed: which (got X, expected Y)
     * @param hint what the operator can do
     */
    public StoppedException(String message, String hint) {
        super(message, hint);
    }

    public StoppedException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
