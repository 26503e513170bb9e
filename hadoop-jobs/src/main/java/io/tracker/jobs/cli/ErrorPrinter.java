package io.tracker.jobs.cli;

import io.tracker.jobs.failure.RunEndedException;
import io.tracker.jobs.failure.StoreFailure;
import java.io.IOException;
import java.io.PrintStream;

/** One clear line for a failure, and what to do about it. A failure that is a mistake of ours shows its stack, too. */
final class ErrorPrinter {
    private static final String HINT = "HINT: ";

    private final PrintStream err;

    ErrorPrinter(PrintStream err) {
        this.err = err;
    }

    /** Prints a failure and says how the process ends. */
    ExitCode print(String command, Exception failure) {
        Exception known = failure instanceof IOException io ? StoreFailure.explain(io) : failure;
        String text;
        if (known instanceof RunEndedException ended) {
            text = ended.getMessage() + "; " + HINT + ended.hint();
        } else if (known instanceof IOException) {
            text = String.valueOf(known.getMessage());
        } else {
            text = "Unexpected failure: " + known + "; " + HINT
                    + "this is a mistake of Tracker; report it with the stack below";
        }
        int hint = text.indexOf("; " + HINT);
        err.println("tracker-jobs " + command + ": " + (hint < 0 ? text : text.substring(0, hint)));
        if (hint >= 0) {
            err.println(text.substring(hint + 2));
        }
        if (!(known instanceof RunEndedException) && !(known instanceof IOException)) {
            known.printStackTrace(err);
        }
        return ExitCode.of(known);
    }
}
