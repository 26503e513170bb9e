package io.tracker.agent.cli;

import io.tracker.agent.config.ConfigKey;
import io.tracker.agent.config.NearestName;
import io.tracker.agent.failure.OperatorException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.AlreadySelectedException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** Takes a command's words apart, and says which option was probably meant. */
final class CommandLineReader {
    private CommandLineReader() {}

    static CommandLine read(Command command, List<String> words) {
        Options options = all(command);
        String hint = "'tracker-agent " + command.name() + " --help' lists the options";
        try {
            CommandLine line = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .setStripLeadingAndTrailingQuotes(false)
                    .get()
                    .parse(options, words.toArray(String[]::new));
            if (!line.getArgList().isEmpty()) {
                throw new OperatorException(
                        "word is not known: " + line.getArgList().get(0) + " (" + command.name()
                                + " takes options only)",
                        hint);
            }
            requireOnce(line, options, hint);
            requireAll(line, command);
            return line;
        } catch (UnrecognizedOptionException e) {
            throw new OperatorException(
                    "option is not known: " + e.getOption() + nearest(e.getOption(), options), hint, e);
        } catch (MissingArgumentException e) {
            Option option = e.getOption();
            throw new OperatorException(
                    "option has no value: --" + option.getLongOpt() + " (expected " + option.getArgName() + ")",
                    hint,
                    e);
        } catch (AlreadySelectedException e) {
            throw new OperatorException("options exclude each other: " + e.getMessage(), hint, e);
        } catch (ParseException e) {
            throw new OperatorException("command line is not understood: " + e.getMessage(), hint, e);
        }
    }

    private static Options all(Command command) {
        Options options = CommandOptions.common();
        command.options().getOptions().forEach(options::addOption);
        return options;
    }

    private static void requireOnce(CommandLine line, Options options, String hint) {
        for (Option option : options.getOptions()) {
            String name = option.getLongOpt();
            long count = Stream.of(line.getOptions())
                    .filter(given -> given.getLongOpt().equals(name))
                    .count();
            if (count > 1 && !name.equals(CommandOptions.SET)) {
                throw new OperatorException("option is given twice: --" + name, hint);
            }
        }
    }

    private static void requireAll(CommandLine line, Command command) {
        for (String name : command.required()) {
            if (!line.hasOption(name)) {
                throw new OperatorException(
                        "option is missing: --" + name,
                        "'tracker-agent " + command.name() + " --help' shows an example");
            }
        }
    }

    private static String nearest(String given, Options options) {
        String word = given.replaceFirst("^-+", "").replaceFirst("=.*$", "");
        if (Arrays.stream(ConfigKey.values()).anyMatch(key -> key.key().equals(word))) {
            return " (it is a configuration key: --set " + word + "=VALUE)";
        }
        Optional<String> nearest = NearestName.of(
                word, options.getOptions().stream().map(Option::getLongOpt).toList());
        return nearest.map(option -> " (nearest: --" + option + ")").orElse("");
    }
}
