package io.tracker.agent.cli;

import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;

/** One word that the operator can say to tracker-agent. */
interface Command {
    /** The word. */
    String name();

    /** What it is for, in one sentence. */
    String purpose();

    /** Two calls as an operator would type them. */
    List<String> examples();

    /** Its own options, without those that all commands take. */
    Options options();

    /** Those of its own options that must be given. */
    default List<String> required() {
        return List.of();
    }

    /** The endings that it has. */
    List<ExitCode> exitCodes();

    /** Does it; whatever goes wrong is thrown. */
    ExitCode run(CommandOptions options, Console console) throws IOException, InterruptedException;
}
