package io.tracker.jobs.cli;

import java.util.Optional;

/**
 * One option of a command, declared once: the parser, the help and its tests go by it.
 *
 * @param name with its dashes
 * @param argument what its value is, for the help; empty for a flag
 * @param need how often it is needed: the help's heading that it stands under
 * @param text what it does
 */
record CommandOption(String name, Optional<String> argument, Need need, String text) {
    /** How often an option is needed; the help has them in this order. */
    enum Need {
        REQUIRED("Required"),
        FREQUENT("Often used"),
        RARE("Seldom used");

        private final String heading;

        Need(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }

    static CommandOption flag(String name, Need need, String text) {
        return new CommandOption(name, Optional.empty(), need, text);
    }

    static CommandOption value(String name, String argument, Need need, String text) {
        return new CommandOption(name, Optional.of(argument), need, text);
    }

    /** The same option of a command that needs it in another way. */
    CommandOption as(Need other) {
        return new CommandOption(name, argument, other, text);
    }
}
