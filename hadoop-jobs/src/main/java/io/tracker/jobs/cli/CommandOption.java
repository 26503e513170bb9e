package io.tracker.jobs.cli;

import java.util.Optional;

/**
 * One option of a command, declared once: the parser, the help and its tests go by it.
 *
 * @param name with its dashes
 * @param argument what its value is, for the help; empty for a flag
 * @param group the help's heading that it stands under
 * @param text what it does
 */
record CommandOption(String name, Optional<String> argument, String group, String text) {
    static CommandOption flag(String name, String group, String text) {
        return new CommandOption(name, Optional.empty(), group, text);
    }

    static CommandOption value(String name, String argument, String group, String text) {
        return new CommandOption(name, Optional.of(argument), group, text);
    }
}
