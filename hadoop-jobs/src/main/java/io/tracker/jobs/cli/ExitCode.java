package io.tracker.jobs.cli;

import io.tracker.jobs.failure.NotCompleteException;
import io.tracker.jobs.failure.OperatorException;

/** What the process tells its caller. The numbers are a promise to schedulers. */
enum ExitCode {
    DONE(0, "done, or done before"),
    NOT_COMPLETE(11, "the day's backup is not complete yet: run it again later"),
    OPERATOR(2, "operator: options, configuration or permissions must be mended first"),
    FAILURE(1, "failure: something went wrong; nothing of that table is published");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    String meaning() {
        return meaning;
    }

    static ExitCode of(Exception failure) {
        if (failure instanceof OperatorException) {
            return OPERATOR;
        }
        return failure instanceof NotCompleteException ? NOT_COMPLETE : FAILURE;
    }

    /** The graver of two endings; constants are in order of gravity. */
    ExitCode and(ExitCode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
