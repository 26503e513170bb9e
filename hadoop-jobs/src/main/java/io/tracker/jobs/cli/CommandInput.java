package io.tracker.jobs.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** What a command was given, and where it prints. Ask for every argument first, then for Hadoop's settings. Not thread safe. */
final class CommandInput {
    private final String command;
    private final CommandArguments arguments;
    private final CommandValues values;
    private final Configuration hadoop;
    private final Printers printers;

    /**
     * Where a command prints.
     *
     * @param out results
     * @param err how it gets on, and what went wrong
     */
    record Printers(PrintStream out, PrintStream err) {}

    CommandInput(String command, CommandArguments arguments, Configuration hadoop, Clock clock, Printers printers) {
        this.command = command;
        this.arguments = arguments;
        this.values = new CommandValues(arguments, clock);
        this.hadoop = hadoop;
        this.printers = printers;
    }

    /** The command's name. */
    String command() {
        return command;
    }

    /** Takes results. */
    PrintStream out() {
        return printers.out();
    }

    /** Takes how it gets on, and what went wrong. */
    PrintStream err() {
        return printers.err();
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
