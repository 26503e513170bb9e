package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class HelpTest {
    private static final Path GOLDEN = Path.of("src/test/resources/help");
    private static final String NO_FILE = "/no/such/file.properties";

    static final List<CommandHelp> COMMANDS = List.of(
            StatusCommand.HELP,
            ConvertCommand.HELP,
            VerifyCommand.HELP,
            CatCommand.HELP,
            SchemaCommand.HELP,
            ReportCommand.HELP,
            CleanCommand.HELP);

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void helpsInTheWordsThatWereReviewed(CommandHelp command) throws IOException {
        String help = run(command.command(), "--help");

        assertGolden(command.command(), help);
        assertEquals(help, run("help", command.command()));
    }

    @Test
    void listsEveryCommandInTheWordsThatWereReviewed() throws IOException {
        assertGolden("overview", run("help"));
        try (Stream<Path> files = Files.list(GOLDEN)) {
            List<String> names =
                    new ArrayList<>(COMMANDS.stream().map(CommandHelp::command).toList());
            names.add("overview");
            assertTrue(
                    files.allMatch(
                            file -> names.contains(file.getFileName().toString().replaceFirst("[.]txt$", ""))),
                    "a file of a command that is not there");
        }
    }

    /** The command stops at its last step before it touches anything: the file of settings is not there. */
    @ParameterizedTest
    @FieldSource("COMMANDS")
    void hasTwoExamplesWhoseArgumentsAreRight(CommandHelp command) {
        List<List<String>> examples = examples(command);

        assertEquals(2, examples.size());
        for (List<String> example : examples) {
            assertEquals(List.of("tracker-jobs", command.command()), example.subList(0, 2));
            List<String> arguments = new ArrayList<>(example.subList(1, example.size()));
            int conf = arguments.indexOf("--conf");
            if (conf < 0) {
                arguments.addAll(List.of("--conf", NO_FILE));
            } else {
                arguments.set(conf + 1, NO_FILE);
            }
            String begin = "tracker-jobs " + command.command() + ": Configuration cannot be read: --conf " + NO_FILE;
            CommandInTest.Ending ending = CommandInTest.run(arguments).with(2);
            assertTrue(ending.err().startsWith(begin), () -> example + "\n" + ending);
            assertTrue(ending.err().contains("\nHINT: "), ending::toString);
        }
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void tellsEachOptionOnceAndWhatIsRequiredFirst(CommandHelp command) {
        String help = command.text();

        assertEquals(
                command.options().size(),
                command.options().stream().map(CommandOption::name).distinct().count());
        assertTrue(help.indexOf("\nRequired:\n") < help.indexOf("\nOften used:\n"), help);
        assertTrue(help.indexOf("\nOften used:\n") < help.indexOf("\nSeldom used:\n"), help);
        assertTrue(help.lines().allMatch(line -> line.length() <= 140), help);
        for (CommandOption option : command.options()) {
            boolean required = help.indexOf("\n  " + option.name() + " ") < help.indexOf("\nOften used:\n");
            assertEquals(option.need() == CommandOption.Need.REQUIRED, required, option.name());
        }
    }

    private static List<List<String>> examples(CommandHelp command) {
        String text = String.join("\n", command.examples()).replaceAll("\\s*\\\\\n\\s*", " ");
        return text.lines().map(line -> List.of(line.split(" "))).toList();
    }

    private static String run(String... arguments) {
        return CommandInTest.run(List.of(arguments)).with(0).out();
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
                file + "; read what changed, and renew it by -Dtest=HelpTest -Dtracker.renew=true");
    }
}
