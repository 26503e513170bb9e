package io.tracker.agent.failure;

/** Nothing is wrong, and there is nothing for this host to do: it is no replica. Exit code 10. */
public final class NothingToDoException extends RunEndedException {
    /**
     * An ending.
     *
     * @param message what failed: which (got X, expected Y)
     * @param hint what the operator can do
     */
    public NothingToDoException(String message, String hint) {
        super(message, hint);
    }

    public NothingToDoException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
