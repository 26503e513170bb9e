package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What help says word by word, as the files say it that reviewers read; and that what it promises holds. */
final class HelpTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/help");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private static List<Command> commands() {
        return CommandRunner.commands();
    }

    @Test
    void overviewIsTheOneOnFile() throws Exception {
        assertGolden("overview", help());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpOfACommandIsTheOneOnFile(Command command) throws Exception {
        assertGolden(command.name(), help(command.name()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandHasTwoExamplesThatItUnderstands(Command command) {
        assertTrue(command.examples().size() >= 2, command.examples().toString());
        for (String example : command.examples()) {
            List<String> words = words(example);
            assertEquals(List.of("tracker-agent", command.name()), words.subList(0, 2), example);
            CommandLineReader.read(command, words.subList(2, words.size()));
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatMustBeGivenIsAnOptionOfIts(Command command) {
        command.required().forEach(name -> assertTrue(command.options().hasLongOption(name), name));
    }

    /** As a shell parts them; quotes are single ones here. */
    private static List<String> words(String example) {
        List<String> words = new ArrayList<>();
        Pattern.compile("'([^']*)'|\\S+")
                .matcher(example)
                .results()
                .forEach(word -> words.add(word.group(1) == null ? word.group() : word.group(1)));
        return words;
    }

    private String help(String... words) {
        List<String> all = new ArrayList<>(List.of("help"));
        all.addAll(List.of(words));
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        assertEquals(
                ExitCode.DONE,
                new CommandRunner(new Console(out, out, Console.Terminal.PLAIN, Clock.systemUTC())).run(all));
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void assertGolden(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("tracker.renew")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertEquals(
                Files.exists(file) ? Files.readString(file) : "",
                text,
                file + "; renewed by -Dtest=HelpTextTest -Dtracker.renew=true");
    }
}
