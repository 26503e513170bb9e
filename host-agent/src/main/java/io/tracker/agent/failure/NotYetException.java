package io.tracker.agent.failure;

/** It may work later without anybody's help: the cutoff is not proved, the applier stands still. Exit code 11. */
public non-sealed class NotYetException extends RunEndedException {
    /**
     * An ending.
     *
     * @param message what failed: which (got X, expected Y)
     * @param hint what the operator can do
     */
    public NotYetException(String message, String hint) {
        super(message, hint);
    }

    public NotYetException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
