package io.tracker.jobs.cli;

import io.tracker.jobs.failure.OperatorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of a command, read against its options. All problems are told at once. */
final class CommandArguments {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private CommandArguments() {}

    /** Reads arguments; {@code --name value} and {@code --name=value} are the same. */
    static CommandArguments read(List<CommandOption> options, List<String> arguments) {
        CommandArguments read = new CommandArguments();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            Optional<CommandOption> option =
                    options.stream().filter(known -> known.name().equals(name)).findFirst();
            if (option.isEmpty()) {
                read.problems.add(unknown(name, options));
            } else if (option.get().argument().isEmpty()) {
                read.add(name, "");
            } else if (equals >= 0) {
                read.add(name, argument.substring(equals + 1));
            } else if (i + 1 < arguments.size()) {
                read.add(name, arguments.get(++i));
            } else {
                read.problems.add(
                        name + " lacks its value (" + option.get().argument().get() + ")");
            }
        }
        return read;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The value of an option that is given at most once. */
    Optional<String> one(String name) {
        if (all(name).size() > 1) {
            problems.add(name + " is given " + all(name).size() + " times");
        }
        return all(name).stream().findFirst();
    }

    /** The value of an option that must be given; the empty text when it is not, which {@link #requireNoProblems} then reports. */
    String required(String name) {
        Optional<String> value = one(name);
        if (value.isEmpty()) {
            problems.add(name + " is missing");
        } else if (value.get().isEmpty()) {
            problems.add(name + " is empty");
        }
        return value.orElse("");
    }

    void problem(String what) {
        problems.add(what);
    }

    void requireNoProblems(String command) {
        if (!problems.isEmpty()) {
            throw new OperatorException(
                    "Arguments are wrong: " + String.join("; ", problems),
                    "tracker-jobs " + command + " --help lists the options");
        }
    }

    private void add(String name, String value) {
        values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    private static String unknown(String name, List<CommandOption> options) {
        return NearestWord.to(name, options.stream().map(CommandOption::name).toList())
                .map(near -> name + " is not known (did you mean " + near + "?)")
                .orElse(name + " is not known");
    }
}
