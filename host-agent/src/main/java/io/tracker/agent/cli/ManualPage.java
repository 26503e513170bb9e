package io.tracker.agent.cli;

import io.tracker.agent.config.ConfigKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The manual page, in the man macros of troff, from what the commands say of themselves: the package's page cannot be older than its tool. */
final class ManualPage {
    private final List<String> lines = new ArrayList<>();

    private ManualPage() {}

    static String of(Collection<Command> commands, String version) {
        ManualPage page = new ManualPage();
        page.lines.add(".TH TRACKER-AGENT 8 \"\" \"tracker-agent " + version + "\" \"System administration\"");
        page.section("NAME");
        page.text("tracker-agent - back a MySQL or MariaDB replica up to a data lake, with proof");
        page.section("SYNOPSIS");
        page.lines.add(".B tracker-agent");
        page.text("COMMAND [options]");
        page.section("DESCRIPTION");
        page.text(
                "Checks that this host is still a replica, proves that everything before 00:00 UTC has been applied, and streams"
                        + " a byte-exact backup of every table with its schema to S3. Runs from tracker-agent.timer; running it"
                        + " again is safe at any time: done work is skipped, unfinished work is finished.");
        page.section("COMMANDS");
        commands.forEach(page::command);
        page.section("OPTIONS OF EVERY COMMAND");
        page.options(CommandOptions.common());
        page.section("EXIT STATUS");
        for (ExitCode code : ExitCode.values()) {
            page.item(Integer.toString(code.number()), code.meaning());
        }
        page.section("CONFIGURATION");
        page.text("Lines key = value, in UTF-8; # begins a comment line.");
        for (ConfigKey key : ConfigKey.values()) {
            page.item(key.key() + " = " + key.form(), key.description() + " " + state(key));
        }
        page.section("FILES");
        page.item(CommandOptions.DEFAULT_CONFIG, "The configuration.");
        page.item("/etc/default/tracker-agent", "The environment of the service: TRACKER_AGENT_JAVA_OPTS.");
        page.item(
                "/var/lib/tracker-agent",
                "Local state. A file pause there makes a run pause, a file skip keeps runs away.");
        return String.join("\n", page.lines);
    }

    private static String state(ConfigKey key) {
        return key.required()
                ? "Required."
                : key.defaultValue().map(value -> "Default: " + value + ".").orElse("");
    }

    private void command(Command command) {
        lines.add(".SS " + quoted(command.name()));
        text(command.purpose());
        options(command.options());
        for (String example : command.examples()) {
            lines.add(".PP");
            lines.add(".EX");
            text(example);
            lines.add(".EE");
        }
    }

    private void options(Options options) {
        for (Option option : options.getOptions()) {
            item(
                    "--" + option.getLongOpt() + (option.hasArg() ? " " + option.getArgName() : ""),
                    option.getDescription());
        }
    }

    private void section(String name) {
        lines.add(".SH " + quoted(name));
    }

    private void item(String term, String description) {
        lines.add(".TP");
        lines.add(".B " + quoted(term));
        text(description);
    }

    private void text(String text) {
        // a control line begins with a dot or an apostrophe
        lines.add("\\&" + escaped(text.strip()));
    }

    private static String quoted(String text) {
        return "\"" + escaped(text).replace("\"", "\\(dq") + "\"";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }
}
