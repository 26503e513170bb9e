package io.tracker.agent.cli;

import io.tracker.agent.config.ConfigKey;
import java.util.ArrayList;
import java.util.List;

/** A configuration file to fill in: every key with what it means, all commented out but those that must be there. */
final class ConfigTemplate {
    private ConfigTemplate() {}

    static String text() {
        List<String> lines = new ArrayList<>();
        lines.add("# Configuration of tracker-agent; the same file serves on every host of a replica set.");
        lines.add(
                "# Lines key = value, in UTF-8. What is commented out shows the default, or the form where there is none.");
        lines.add("# After a change: tracker-agent doctor");
        for (ConfigKey key : ConfigKey.values()) {
            lines.add("");
            lines.addAll(HelpText.wrap(key.description(), "# "));
            lines.add(
                    key.required()
                            ? key.key() + " ="
                            : "#" + key.key() + " = " + key.defaultValue().orElse("<" + key.form() + ">"));
        }
        return String.join("\n", lines);
    }
}
