package io.tracker.agent.cli;

import io.tracker.agent.config.NearestName;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.host.RunIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the command, runs it, and turns whatever it throws into one line, a hint and an exit code. */
final class CommandRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

    private final Console console;
    private final Map<String, Command> commands = new LinkedHashMap<>();

    CommandRunner(Console console) {
        this.console = console;
        commands().forEach(command -> commands.put(command.name(), command));
    }

    /** All, in the order in which help names them. */
    static List<Command> commands() {
        return List.of(
                new BackupCommand(),
                new DoctorCommand(),
                new ListCommand(),
                new VerifyCommand(),
                new SupersedeCommand(),
                new CleanCommand(),
                new RepairCommand());
    }

    ExitCode run(List<String> words) {
        boolean verbose = words.contains("--" + CommandOptions.VERBOSE);
        try {
            return dispatch(words);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(e, verbose);
        } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError e) {
            return failed(e, verbose);
        }
    }

    private ExitCode dispatch(List<String> words) throws Exception {
        if (words.isEmpty() || List.of("help", "--help", "-h").contains(words.get(0))) {
            return help(words);
        }
        if (words.get(0).equals("--version")) {
            console.out().println("tracker-agent " + RunIdentity.version());
            return ExitCode.DONE;
        }
        Command command = command(words.get(0));
        if (words.contains("--" + CommandOptions.HELP)) {
            console.out().println(HelpText.of(command));
            return ExitCode.DONE;
        }
        CommandLine line = CommandLineReader.read(command, words.subList(1, words.size()));
        return command.run(new CommandOptions(line, console.clock()), console);
    }

    private ExitCode help(List<String> words) {
        if (words.size() < 2) {
            console.out().println(HelpText.overview(commands.values()));
        } else {
            String word = words.get(1);
            console.out()
                    .println(HelpTopic.of(word)
                            .map(topic -> topic.text(commands.values(), RunIdentity.version()))
                            .orElseGet(() -> HelpText.of(command(word))));
        }
        return ExitCode.DONE;
    }

    private Command command(String word) {
        return Optional.ofNullable(commands.get(word))
                .orElseThrow(() -> new OperatorException(
                        "command is not known: " + word
                                + NearestName.of(word, commands.keySet())
                                        .map(nearest -> " (nearest: " + nearest + ")")
                                        .orElse(""),
                        "'tracker-agent help' lists the commands"));
    }

    private ExitCode failed(Throwable failure, boolean verbose) {
        if (console.terminal() == Console.Terminal.JSON) {
            LOG.error(ErrorText.of(failure), verbose ? failure : null);
            return ExitCode.of(failure);
        }
        console.err().println(ErrorText.of(failure));
        if (verbose) {
            failure.printStackTrace(console.err());
        }
        return ExitCode.of(failure);
    }
}
