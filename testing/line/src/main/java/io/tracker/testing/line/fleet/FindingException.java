package io.tracker.testing.line.fleet;

import java.nio.file.Path;

/** A schedule did not end as promised. */
public final class FindingException extends Exception {
    private static final long serialVersionUID = 1L;

    FindingException(Schedule schedule, Path folder, Exception cause) {
        super(
                "Schedule of seed " + schedule.seed() + " on "
                        + schedule.engine().title() + ": " + cause.getMessage()
                        + "\n" + schedule.text() + "\nPlay it again: " + schedule.command() + "\nLogs and objects: "
                        + folder,
                cause);
    }
}
