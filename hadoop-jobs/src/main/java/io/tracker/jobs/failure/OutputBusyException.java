package io.tracker.jobs.failure;

/** Another run works on the same output. Exit code 11: by the time of the next try it is done, or the output is free. */
public final class OutputBusyException extends RunEndedException {
    public OutputBusyException(String message, String hint) {
        super(message, hint, null);
    }
}
