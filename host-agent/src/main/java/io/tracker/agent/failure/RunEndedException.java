package io.tracker.agent.failure;

/**
 * Ends the whole run, for a reason that trying again at once would not change. Each kind has its own exit code.
 *
 * <p>It is unchecked so that it passes by every handler that retries a table: those catch {@link java.io.IOException} only.
 */
public abstract sealed class RunEndedException extends RuntimeException
        permits OperatorException, NotYetException, NothingToDoException, StoppedException {
    private final String hint;

    RunEndedException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    RunEndedException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** What the operator can do; one sentence, without the word HINT. */
    public String hint() {
        return hint;
    }
}
