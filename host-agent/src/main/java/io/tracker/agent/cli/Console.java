package io.tracker.agent.cli;

import java.io.PrintStream;
import java.time.Clock;

/**
 * Where a command speaks: results to one stream, progress and errors to another.
 *
 * @param out results
 * @param err progress and errors
 * @param terminal whether a person sees err on a terminal
 * @param clock the time
 */
record Console(PrintStream out, PrintStream err, Terminal terminal, Clock clock) {
    /** What err leads to. */
    enum Terminal {
        INTERACTIVE,
        PLAIN,
        /** A program: each line is an object of JSON. */
        JSON
    }
}
