package io.tracker.jobs.cli;

import io.tracker.jobs.failure.OperatorException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/** The command {@code tracker-jobs}. */
public final class TrackerJobs {
    private static final List<String> COMMANDS = List.of(ConvertCommand.NAME, VerifyCommand.NAME, "help");

    private static final String HELP = """
            Converts and verifies backups of MySQL fleets: stage 2 of Tracker.

            Usage: tracker-jobs COMMAND [options]

              convert   converts the backups of a day to Parquet or the legacy dump, one MapReduce job a table
              verify    reads a published output again, and compares it with its _tracker.json
              help      prints this; COMMAND --help tells a command's options
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    TrackerJobs(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
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
        if (arguments.isEmpty()
                || arguments.get(0).equals("help")
                || arguments.get(0).equals("--help")) {
            out.print(HELP);
            return arguments.isEmpty() ? ExitCode.OPERATOR.number() : ExitCode.DONE.number();
        }
        String command = arguments.get(0);
        Optional<Tool> tool = tool(command);
        if (tool.isEmpty()) {
            String near = NearestWord.to(command, COMMANDS)
                    .map(word -> " (did you mean " + word + "?)")
                    .orElse("");
            return new ErrorPrinter(err)
                    .print("", new OperatorException("Command is not known: " + command + near, "tracker-jobs help"))
                    .number();
        }
        try {
            String[] ordered = GenericArguments.first(arguments.subList(1, arguments.size()));
            return ToolRunner.run(new Configuration(), tool.get(), ordered);
        } catch (Exception e) {
            return new ErrorPrinter(err).print(command, e).number();
        }
    }

    private Optional<Tool> tool(String command) {
        return switch (command) {
            case ConvertCommand.NAME -> Optional.of(new ConvertCommand(out, err, clock));
            case VerifyCommand.NAME -> Optional.of(new VerifyCommand(out, err, clock));
            default -> Optional.empty();
        };
    }
}
