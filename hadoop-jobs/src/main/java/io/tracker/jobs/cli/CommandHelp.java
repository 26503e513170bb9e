package io.tracker.jobs.cli;

import java.util.List;
import java.util.Locale;

/**
 * What {@code --help} prints.
 *
 * @param command its name
 * @param purpose one sentence
 * @param usage what follows the command
 * @param options in the order of their groups
 * @param examples real ones
 */
record CommandHelp(String command, String purpose, String usage, List<CommandOption> options, List<String> examples) {
    private static final int NAME_WIDTH = 26;

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(purpose)
                .append("\n\nUsage: tracker-jobs ")
                .append(command)
                .append(' ')
                .append(usage)
                .append('\n');
        String group = "";
        for (CommandOption option : options) {
            if (!option.group().equals(group)) {
                group = option.group();
                text.append('\n').append(group).append('\n');
            }
            String name =
                    option.name() + option.argument().map(value -> " " + value).orElse("");
            text.append(String.format(Locale.ROOT, "  %-" + NAME_WIDTH + "s %s%n", name, option.text()));
        }
        text.append("\nHadoop's own options (-D key=value, -conf file.xml, …) may stand anywhere.\n\nExamples\n");
        examples.forEach(example -> text.append("  ").append(example).append('\n'));
        text.append("\nExit codes\n");
        for (ExitCode code : ExitCode.values()) {
            text.append(String.format(Locale.ROOT, "  %2d  %s%n", code.number(), code.meaning()));
        }
        return text.toString();
    }
}
