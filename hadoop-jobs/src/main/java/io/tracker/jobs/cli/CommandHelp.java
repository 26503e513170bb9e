package io.tracker.jobs.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code --help} prints.
 *
 * @param command its name
 * @param purpose one sentence
 * @param usage what follows the command
 * @param options in any order; the help has what is needed first
 * @param examples real ones
 * @param endings what each exit code that it ends with means
 */
record CommandHelp(
        String command,
        String purpose,
        String usage,
        List<CommandOption> options,
        List<String> examples,
        Map<ExitCode, String> endings) {
    private static final String OPERATOR = "operator: options, configuration or permissions must be mended first";
    private static final int NAME_WIDTH = 26;

    /** The endings of a command that never asks to be run again later. */
    static Map<ExitCode, String> endings(String done, String failure) {
        return Map.of(ExitCode.DONE, done, ExitCode.OPERATOR, OPERATOR, ExitCode.FAILURE, "failure: " + failure);
    }

    static Map<ExitCode, String> endings(String done, String failure, String notYet) {
        return Map.of(
                ExitCode.DONE,
                done,
                ExitCode.OPERATOR,
                OPERATOR,
                ExitCode.FAILURE,
                "failure: " + failure,
                ExitCode.NOT_COMPLETE,
                "not yet: " + notYet);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(purpose)
                .append("\n\nUsage: tracker-jobs ")
                .append(command)
                .append(' ')
                .append(usage)
                .append('\n');
        for (CommandOption.Need need : CommandOption.Need.values()) {
            addOptions(need, text);
        }
        text.append("\nHadoop's own options (-D key=value, -conf file.xml, …) may stand anywhere.\n\nExamples:\n");
        examples.forEach(example -> text.append("  ").append(example).append('\n'));
        text.append("\nExit codes:\n");
        endings.entrySet().stream()
                .sorted(Comparator.comparing(ending -> ending.getKey().number()))
                .forEach(ending -> text.append(String.format(
                        Locale.ROOT, "  %2d  %s%n", ending.getKey().number(), ending.getValue())));
        return text.toString();
    }

    private void addOptions(CommandOption.Need need, StringBuilder text) {
        List<CommandOption> some =
                options.stream().filter(option -> option.need() == need).toList();
        if (!some.isEmpty()) {
            text.append('\n').append(need.heading()).append(":\n");
        }
        for (CommandOption option : some) {
            String name =
                    option.name() + option.argument().map(value -> " " + value).orElse("");
            text.append(String.format(Locale.ROOT, "  %-" + NAME_WIDTH + "s %s%n", name, option.text()));
        }
    }
}
