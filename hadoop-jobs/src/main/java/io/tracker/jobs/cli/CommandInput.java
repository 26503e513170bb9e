package io.tracker.jobs.cli;

import java.time.Clock;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** What a command was given. Ask for every argument first, then for Hadoop's settings. Not thread safe. */
final class CommandInput {
    private final String command;
    private final CommandArguments arguments;
    private final CommandValues values;
    private final Configuration hadoop;

    CommandInput(String command, CommandArguments arguments, Configuration hadoop, Clock clock) {
        this.command = command;
        this.arguments = arguments;
        this.values = new CommandValues(arguments, clock);
        this.hadoop = hadoop;
    }

    /** The arguments as texts. */
    CommandArguments arguments() {
        return arguments;
    }

    /** The arguments as what they mean. */
    CommandValues values() {
        return values;
    }

    /**
     * Hadoop's settings, with those of {@code --conf}.
     *
     * @throws io.tracker.jobs.failure.OperatorException if anything was wrong with the arguments; everything is told
     */
    Configuration hadoop() {
        Optional<String> conf = arguments.one(SharedOptions.CONF.name());
        arguments.requireNoProblems(command);
        conf.ifPresent(file -> HadoopProperties.load(file, hadoop));
        return hadoop;
    }
}
