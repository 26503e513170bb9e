package io.tracker.agent.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What help tells of beside the commands. */
enum HelpTopic {
    CONFIG("config", "every configuration key"),
    TEMPLATE("template", "a configuration file to fill in"),
    MAN("man", "the manual page, for man"),
    COMPLETION("completion", "what bash completes, to be sourced");

    private final String word;
    private final String title;

    HelpTopic(String word, String title) {
        this.word = word;
        this.title = title;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(HelpTopic::word).toList();
    }

    static Optional<HelpTopic> of(String word) {
        return Arrays.stream(values()).filter(topic -> topic.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    String title() {
        return title;
    }

    String text(Collection<Command> commands, String version) {
        return switch (this) {
            case CONFIG -> HelpText.config();
            case TEMPLATE -> ConfigTemplate.text();
            case MAN -> ManualPage.of(commands, version);
            case COMPLETION -> BashCompletion.of(commands);
        };
    }
}
