package io.tracker.jobs.cli;

import java.io.IOException;

/** One command of {@code tracker-jobs}. */
interface JobsCommand {
    /** Its name, purpose and options. */
    CommandHelp help();

    /**
     * Does what it was asked for.
     *
     * @throws IOException or a {@link io.tracker.jobs.failure.RunEndedException}, which the caller prints
     */
    ExitCode run(CommandInput input) throws IOException;
}
