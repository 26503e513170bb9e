package io.tracker.agent.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of an intent: a line for each fact, {@code name value}, ended by the line {@code end}, so that a cut file is known for one.
 * A channel's name stands behind {@code channel} as it is; it has no newline.
 */
final class IntentText {
    private static final String HEAD = "tracker-agent stop-intent 3";
    /** Lines before those of the channels. */
    private static final int FACTS = 9;

    private static final String END = "end";

    private IntentText() {}

    static String of(StopIntent intent) {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD);
        lines.add("server " + intent.server());
        lines.add("connection " + intent.connection());
        lines.add("phase " + intent.phase());
        lines.add("applied " + intent.applied());
        lines.add("starts " + intent.commands().starts());
        lines.add("stops " + intent.commands().stops());
        lines.add("most-starts " + intent.most().starts());
        lines.add("most-stops " + intent.most().stops());
        intent.channels().forEach(channel -> lines.add("channel " + channel));
        lines.add(END);
        return String.join("\n", lines) + "\n";
    }

    static StopIntent parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < FACTS + 2
                || !lines.get(0).equals(HEAD)
                || !lines.get(lines.size() - 1).equals(END)) {
            throw new IllegalArgumentException(
                    "got " + lines.size() + " lines, expected '" + HEAD + "' to '" + END + "'");
        }
        return new StopIntent(
                value(lines.get(1), "server "),
                Long.parseLong(value(lines.get(2), "connection ")),
                lines.subList(FACTS, lines.size() - 1).stream()
                        .map(line -> value(line, "channel "))
                        .toList(),
                StopIntent.Phase.valueOf(value(lines.get(3), "phase ")),
                value(lines.get(4), "applied "),
                commands(lines, 5, "starts ", "stops "),
                commands(lines, 7, "most-starts ", "most-stops "));
    }

    private static ApplierCommands commands(List<String> lines, int at, String starts, String stops) {
        return new ApplierCommands(
                Long.parseLong(value(lines.get(at), starts)), Long.parseLong(value(lines.get(at + 1), stops)));
    }

    private static String value(String line, String name) {
        if (!line.startsWith(name)) {
            throw new IllegalArgumentException("got '" + line + "', expected '" + name + "…'");
        }
        return line.substring(name.length());
    }
}
