package io.tracker.agent.cli;

import io.tracker.agent.config.ConfigKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** What bash proposes after tracker-agent: commands, their options, files after --config, keys after --set. */
final class BashCompletion {
    private BashCompletion() {}

    static String of(Collection<Command> commands) {
        String words = commands.stream().map(Command::name).collect(Collectors.joining(" ")) + " help";
        String cases = commands.stream()
                .map(command -> "        " + command.name() + ") words='" + flags(command.options()) + "' ;;")
                .collect(Collectors.joining("\n"));
        String keys =
                Arrays.stream(ConfigKey.values()).map(key -> key.key() + "=").collect(Collectors.joining(" "));
        return String.join(
                "\n",
                "# bash completion of tracker-agent",
                "_tracker_agent() {",
                "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words=''",
                "    COMPREPLY=()",
                "    case $previous in",
                "        --" + CommandOptions.CONFIG
                        + ") mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); return ;;",
                "        --" + CommandOptions.SET + ") compopt -o nospace; mapfile -t COMPREPLY < <(compgen -W '" + keys
                        + "' -- \"$current\"); return ;;",
                "    esac",
                "    if ((COMP_CWORD == 1)); then",
                "        mapfile -t COMPREPLY < <(compgen -W '" + words + "' -- \"$current\")",
                "        return",
                "    fi",
                "    case ${COMP_WORDS[1]} in",
                cases,
                "        help) words='" + words + " " + String.join(" ", HelpTopic.words()) + "' ;;",
                "    esac",
                "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")",
                "}",
                "complete -F _tracker_agent tracker-agent");
    }

    private static String flags(Options options) {
        return Stream.of(options, CommandOptions.common())
                .map(Options::getOptions)
                .flatMap(Collection::stream)
                .map(Option::getLongOpt)
                .map(name -> "--" + name)
                .collect(Collectors.joining(" "));
    }
}
