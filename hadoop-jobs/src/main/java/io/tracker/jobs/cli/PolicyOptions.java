package io.tracker.jobs.cli;

import io.tracker.jobs.convert.Policies;
import io.tracker.jobs.failure.OperatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policies of {@code --policy} and of the file of {@code --policies}, as options of the format. The flag wins.
 *
 * <p>The file: UTF-8, a line {@code dataset/table/column=policy} each; empty lines and lines that begin with {@code #} say nothing.
 */
final class PolicyOptions {
    private static final String FLAG = "--policy";
    private static final String FILE = "--policies";

    private final CommandArguments arguments;

    PolicyOptions(CommandArguments arguments) {
        this.arguments = arguments;
    }

    /** All of them by name; what is wrong with the flags becomes a problem of the command line. */
    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        arguments.one(FILE).ifPresent(file -> options.putAll(read(file)));
        Map<String, String> flags = new TreeMap<>();
        for (String text : arguments.all(FLAG)) {
            try {
                Map.Entry<String, String> policy = Policies.parse(text);
                if (flags.put(policy.getKey(), policy.getValue()) != null) {
                    arguments.problem(FLAG + " is given twice for a column: " + text);
                }
            } catch (IllegalArgumentException e) {
                arguments.problem(e.getMessage());
            }
        }
        options.putAll(flags);
        return options;
    }

    private static Map<String, String> read(String file) {
        Map<String, String> options = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    Map.Entry<String, String> policy = Policies.parseOfTable(line);
                    if (options.put(policy.getKey(), policy.getValue()) != null) {
                        problems.add("line " + (i + 1) + ": Column has a policy already: " + line);
                    }
                } catch (IllegalArgumentException e) {
                    problems.add("line " + (i + 1) + ": " + e.getMessage());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new OperatorException(
                    "Policies are not sound: " + FILE + " " + file + ": " + String.join("; ", problems),
                    "write lines like pins/boards/created=null");
        }
        return options;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new OperatorException(
                    "Policies cannot be read: " + FILE + " " + file + " (got "
                            + e.getClass().getSimpleName() + ", expected a text in UTF-8)",
                    "name a file that this user may read",
                    e);
        }
    }
}
