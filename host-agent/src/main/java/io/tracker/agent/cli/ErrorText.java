package io.tracker.agent.cli;

import io.tracker.agent.failure.RunEndedException;
import java.io.IOException;
import java.util.Optional;

/** Says in one line what failed, and in a second what to do. */
final class ErrorText {
    private static final String HINT = "; HINT: ";

    private ErrorText() {}

    static String of(Throwable failure) {
        if (failure instanceof RunEndedException ended) {
            return prefix(ExitCode.of(ended)) + text(ended) + "\nHINT: " + ended.hint();
        }
        String message = text(failure);
        int hint = message.indexOf(HINT);
        if (isOutOfFiles(failure)) {
            return "error: " + (hint < 0 ? message : message.substring(0, hint))
                    + "\nHINT: raise the limit of open files (LimitNOFILE= of the unit, ulimit -n of a shell)";
        }
        if (failure instanceof IOException && hint >= 0) {
            return "error: " + message.substring(0, hint) + "\nHINT: " + message.substring(hint + HINT.length());
        }
        if (failure instanceof IOException) {
            return "error: " + message
                    + "\nHINT: nothing is half-done: run it again; if it fails in the same way, --verbose shows more";
        }
        if (failure instanceof OutOfMemoryError) {
            return "error: heap is too small: " + message
                    + "\nHINT: raise -Xmx, or lower snapshot.connections, upload.part-bytes or row.max-bytes";
        }
        if (failure instanceof LinkageError) {
            return "error: a class of tracker-agent cannot be loaded: " + message
                    + "\nHINT: raise the limit of open files (LimitNOFILE= of the unit, ulimit -n of a shell), or install it again";
        }
        if (failure instanceof InterruptedException) {
            return "error: the run was interrupted\nHINT: nothing is half-done: run it again";
        }
        return "error: tracker-agent made a mistake: " + failure.getClass().getSimpleName() + ": " + message
                + "\nHINT: run it again with --verbose, and report what it prints";
    }

    /** The store or the server may be what could not be reached, and is not to blame. */
    private static boolean isOutOfFiles(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("Too many open files")) {
                return true;
            }
        }
        return false;
    }

    private static String prefix(ExitCode code) {
        return switch (code) {
            case NOTHING_TO_DO -> "nothing to do: ";
            case NOT_YET -> "not yet: ";
            case STOPPED -> "stopped: ";
            case DONE, FAILURE, OPERATOR -> "error: ";
        };
    }

    private static String text(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
    }
}
