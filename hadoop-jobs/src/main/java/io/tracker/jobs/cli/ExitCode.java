package io.tracker.jobs.cli;

import io.tracker.jobs.failure.NotCompleteException;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.failure.OutputBusyException;

/** What the process tells its caller. The numbers are a promise to schedulers. */
enum ExitCode {
    /** Done, or done before. */
    DONE(0),
    /** The day's backup is not complete, or another run works on the output: later it may be. */
    NOT_COMPLETE(11),
    /** Options, configuration or permissions must be mended first. */
    OPERATOR(2),
    /** Something else went wrong. */
    FAILURE(1);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(Exception failure) {
        if (failure instanceof OperatorException) {
            return OPERATOR;
        }
        return failure instanceof NotCompleteException || failure instanceof OutputBusyException
                ? NOT_COMPLETE
                : FAILURE;
    }

    /** The graver of two endings; constants are in order of gravity. */
    ExitCode and(ExitCode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
