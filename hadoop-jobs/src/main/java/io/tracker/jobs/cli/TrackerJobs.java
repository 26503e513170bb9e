package io.tracker.jobs.cli;

import io.tracker.jobs.failure.OperatorException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The command {@code tracker-jobs}. */
public final class TrackerJobs {
    private static final String HELP = "help";

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;
    private final List<JobsCommand> commands;

    TrackerJobs(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.commands = List.of(
                new StatusCommand(),
                new ConvertCommand(),
                new VerifyCommand(),
                new CatCommand(),
                new SchemaCommand(),
                new ReportCommand(),
                new CleanCommand());
    }

    /** Runs a command and ends the process with its exit code. */
    @ExitsTheProcess
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = new TrackerJobs(out, err, Clock.systemUTC()).run(List.of(args));
        out.flush();
        System.exit(code);
    }

    /** Runs a command; the result is its exit code. */
    int run(List<String> arguments) {
        boolean help =
                !arguments.isEmpty() && List.of(HELP, SharedOptions.HELP.name()).contains(arguments.get(0));
        if (arguments.size() < (help ? 2 : 1)) {
            out.print(overview());
            return (help ? ExitCode.DONE : ExitCode.OPERATOR).number();
        }
        List<String> words = help ? List.of(arguments.get(1), SharedOptions.HELP.name()) : arguments;
        String name = words.get(0);
        ErrorPrinter errors = new ErrorPrinter(err);
        Optional<JobsCommand> command = named(name);
        if (command.isEmpty()) {
            return errors.print("", unknown(name)).number();
        }
        try {
            return run(command.get(), words.subList(1, words.size())).number();
        } catch (IOException | RuntimeException e) {
            return errors.print(name, e).number();
        }
    }

    private Optional<JobsCommand> named(String name) {
        return commands.stream()
                .filter(one -> one.help().command().equals(name))
                .findFirst();
    }

    private ExitCode run(JobsCommand command, List<String> arguments) throws IOException {
        CommandHelp help = command.help();
        GenericArguments split = GenericArguments.of(arguments);
        CommandArguments own = CommandArguments.read(help.options(), split.own());
        if (own.has(SharedOptions.HELP.name())) {
            out.print(help.text());
            return ExitCode.DONE;
        }
        return command.run(
                new CommandInput(help.command(), own, split.settings(), clock, new CommandInput.Printers(out, err)));
    }

    private String overview() {
        StringBuilder text = new StringBuilder(
                "Converts, verifies and reports backups of MySQL fleets: stage 2 of Tracker. No command opens a connection to MySQL.\n\nUsage: tracker-jobs COMMAND [options]\n\n");
        for (JobsCommand command : commands) {
            text.append(line(command.help().command(), command.help().purpose()));
        }
        return text.append(
                        line(
                                HELP,
                                "Prints this; help COMMAND, or COMMAND --help, tells a command's options, examples and exit codes."))
                .toString();
    }

    private static String line(String command, String purpose) {
        return String.format(Locale.ROOT, "  %-9s %s%n", command, purpose);
    }

    private OperatorException unknown(String name) {
        List<String> known = Stream.concat(
                        commands.stream().map(command -> command.help().command()), Stream.of(HELP))
                .toList();
        String near = NearestWord.to(name, known)
                .map(word -> " (did you mean " + word + "?)")
                .orElse("");
        return new OperatorException("Command is not known: " + name + near, "tracker-jobs help");
    }
}
