package io.tracker.agent.cli;

import io.tracker.agent.config.ConfigKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;

/** What the operator reads when they ask for help. */
final class HelpText {
    private static final int OPTION_WIDTH = 24;
    private static final int WIDTH = 100;

    private HelpText() {}

    static String overview(Collection<Command> commands) {
        List<String> lines = new ArrayList<>();
        lines.add("tracker-agent backs this host's MySQL or MariaDB replica up to a store, with proof.");
        lines.add("");
        lines.add("Usage: tracker-agent COMMAND [options]");
        lines.add("");
        for (Command command : commands) {
            lines.add(String.format(Locale.ROOT, "  %-9s %s", command.name(), command.purpose()));
        }
        lines.add(String.format(Locale.ROOT, "  %-9s %s", "help", "Shows this, and 'help COMMAND' a command; also"));
        for (HelpTopic topic : HelpTopic.values()) {
            lines.add(String.format(Locale.ROOT, "  %-9s   help %-12s %s", "", topic.word(), topic.title()));
        }
        lines.add("");
        lines.add("Exit codes:");
        for (ExitCode code : ExitCode.values()) {
            lines.add(exitCode(code));
        }
        return String.join("\n", lines);
    }

    static String of(Command command) {
        List<String> lines = new ArrayList<>();
        lines.add(command.purpose());
        lines.add("");
        lines.add("Usage: tracker-agent " + command.name() + " [options]");
        Map<Boolean, List<Option>> byNeed = command.options().getOptions().stream()
                .collect(Collectors.partitioningBy(option -> command.required().contains(option.getLongOpt())));
        lines.addAll(options("Required:", byNeed.get(true)));
        lines.addAll(options("What to do:", byNeed.get(false)));
        lines.addAll(options("For every command:", CommandOptions.common().getOptions()));
        lines.add("");
        lines.add("Examples:");
        command.examples().forEach(example -> lines.add("  " + example));
        lines.add("");
        lines.add("Exit codes:");
        command.exitCodes().forEach(code -> lines.add(exitCode(code)));
        return String.join("\n", lines);
    }

    static String config() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Keys of the configuration file (key = value, UTF-8, # begins a comment line), and of --set key=value:");
        for (ConfigKey key : ConfigKey.values()) {
            lines.add("");
            lines.add("  " + key.key() + " = " + key.form()
                    + (key.required()
                            ? " (required)"
                            : key.defaultValue()
                                    .map(value -> " (default " + value + ")")
                                    .orElse("")));
            lines.addAll(wrap("      " + key.description(), "      "));
        }
        return String.join("\n", lines);
    }

    private static List<String> options(String title, Collection<Option> options) {
        List<String> lines = new ArrayList<>();
        if (options.isEmpty()) {
            return lines;
        }
        lines.add("");
        lines.add(title);
        for (Option option : options) {
            String flag = "--" + option.getLongOpt() + (option.hasArg() ? " " + option.getArgName() : "");
            lines.add(String.format(Locale.ROOT, "  %-" + OPTION_WIDTH + "s %s", flag, option.getDescription()));
        }
        return lines;
    }

    static List<String> wrap(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split(" ")) {
            if (line.length() + word.length() >= WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static String exitCode(ExitCode code) {
        return String.format(Locale.ROOT, "  %2d  %s", code.number(), code.meaning());
    }
}
