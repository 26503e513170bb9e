package io.tracker.agent.cli;

import io.tracker.agent.failure.NotYetException;
import io.tracker.agent.failure.NothingToDoException;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.failure.RunEndedException;
import io.tracker.agent.failure.StoppedException;

/** What the process tells its caller. The numbers are a promise to schedulers. */
public enum ExitCode {
    DONE(0, "done"),
    FAILURE(1, "failure: something went wrong; run it again, and read the log"),
    OPERATOR(2, "operator: configuration or permissions must be mended first"),
    NOTHING_TO_DO(10, "nothing to do: this host is not a replica, or is skipped by hand"),
    NOT_YET(11, "not yet: run it again later"),
    STOPPED(12, "stopped: by a promotion, by a limit that stayed exceeded, or by hand");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The number that the process ends with. */
    public int number() {
        return number;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }

    static ExitCode of(Throwable failure) {
        if (!(failure instanceof RunEndedException)) {
            return FAILURE;
        }
        if (failure instanceof OperatorException) {
            return OPERATOR;
        }
        if (failure instanceof NotYetException) {
            return NOT_YET;
        }
        if (failure instanceof NothingToDoException) {
            return NOTHING_TO_DO;
        }
        return failure instanceof StoppedException ? STOPPED : FAILURE;
    }
}
