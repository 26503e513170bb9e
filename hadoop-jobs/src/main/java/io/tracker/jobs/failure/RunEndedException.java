package io.tracker.jobs.failure;

/**
 * Ends a command for a reason that trying again at once would not change. Each kind has its own exit code.
 *
 * <p>Unchecked, so that it passes by every handler of I/O errors.
 */
public abstract sealed class RunEndedException extends RuntimeException
        permits OperatorException, NotCompleteException, OutputBusyException {
    private final String hint;

    RunEndedException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** What the operator can do; without the word HINT. */
    public String hint() {
        return hint;
    }
}
