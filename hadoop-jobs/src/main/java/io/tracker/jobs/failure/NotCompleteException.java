package io.tracker.jobs.failure;

/** The day's backup is not complete yet. The message names what is missing and who owes it. Exit code 11. */
public final class NotCompleteException extends RunEndedException {
    public NotCompleteException(String message, String hint) {
        super(message, hint, null);
    }
}
