package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.SeededData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the documents show, run as they stand, on a host and a store for which they are right. */
final class DocumentCommandsIT {
    private static final Duration HELP_LIMIT = Duration.ofMinutes(1);
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./tracker ([a-z]+)(.*)$");
    private static final Path ROOT = Project.ofThisProcess().root();

    @TempDir
    private Path folder;

    @Test
    void theReadmesCommandsForOnesOwnServersRunInTheirOrder() throws Exception {
        try (Line line = Line.start(TestLines.options(Engine.MARIADB, "documents", 1))) {
            SeededData.of(9, 0.002).load(line.primary());
            line.catchUp();
            List<String> ran = new ArrayList<>();
            for (MatchResult command : commands(ROOT.resolve("README.md"))) {
                List<String> words = words(command.group(2));
                ToolOutcome outcome =
                        switch (command.group(1)) {
                            case "agent" -> agent(line, words);
                            case "jobs" -> jobs(line, words);
                            default -> null;
                        };
                if (outcome != null) {
                    outcome.require(0);
                    ran.add(command.group(1) + " " + words.get(0));
                }
            }
            assertEquals(
                    List.of(
                            "agent doctor",
                            "agent backup",
                            "agent verify",
                            "agent clean",
                            "jobs convert",
                            "jobs verify",
                            "jobs report",
                            "jobs cat",
                            "jobs schema"),
                    ran);
            assertTrue(Files.readString(folder.resolve("report.html")).contains("\"dataset\":\"social\""));
        }
    }

    @Test
    void theFrontDoorKnowsEveryCommandThatADocumentNames() throws Exception {
        ToolOutcome help = ToolRun.start(
                        "tracker help",
                        List.of(ROOT.resolve("tracker").toString(), "help"),
                        Map.of(),
                        ROOT.resolve("testing/line/target/it/help.log"))
                .await(HELP_LIMIT)
                .require(0);
        Set<String> known = Pattern.compile("(?m)^  ([a-z]+) ")
                .matcher(help.output())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        for (Path document : documents()) {
            named.addAll(named(document));
        }
        assertTrue(named.containsAll(Set.of("demo", "test", "check", "soak", "bench")), named::toString);
        named.removeAll(known);
        assertEquals(Set.of(), named, "commands in documents that the front door lacks");
    }

    /** The help on file is what the tools print: tests of theirs compare it word by word. */
    @Test
    void theToolsHelpKnowsEveryOptionThatADocumentGivesThem() throws Exception {
        Pattern call = Pattern.compile(
                "(?:tracker-|tracker |job\\.jar )(agent|jobs|)\\s*([a-z]+)((?: +[^\\s|#`]+| *\\\\\\n)*)");
        Pattern option = Pattern.compile(" (--[a-z][a-z-]*)");
        List<String> unknown = new ArrayList<>();
        int looked = 0;
        for (Path document : documents()) {
            for (MatchResult found :
                    call.matcher(Files.readString(document)).results().toList()) {
                Path help = help(found.group(1), found.group(2));
                if (!Files.exists(help)) {
                    continue;
                }
                String known = Files.readString(help);
                for (MatchResult given :
                        option.matcher(found.group(3)).results().toList()) {
                    looked++;
                    if (!Pattern.compile("(?m)^ +" + given.group(1) + "( |$)")
                            .matcher(known)
                            .find()) {
                        unknown.add(document.getFileName() + ": " + found.group() + ": " + given.group(1));
                    }
                }
            }
        }
        assertEquals(List.of(), unknown);
        assertTrue(looked > 30, "looked at " + looked + " options only");
    }

    private static Path help(String tool, String command) {
        return ROOT.resolve(tool.equals("agent") ? "host-agent" : "hadoop-jobs")
                .resolve("src/test/resources/help")
                .resolve(command + ".txt");
    }

    private static List<Path> documents() throws IOException {
        try (var files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            files.filter(file -> file.toString().endsWith(".md")), Stream.of(ROOT.resolve("README.md")))
                    .toList();
        }
    }

    /** A document says {@code agent.properties} of the folder that its reader stands in. */
    private static ToolOutcome agent(Line line, List<String> words) throws Exception {
        int config = words.indexOf("--config");
        assertEquals("agent.properties", words.get(config + 1), "the configuration that the document names");
        List<String> others = new ArrayList<>(words);
        others.subList(config, config + 2).clear();
        return line.agent(line.replica()).start(others.get(0), rest(others)).await(Line.TOOL_LIMIT);
    }

    /** It also says where a page shall lie, of the folder that its reader stands in. */
    private ToolOutcome jobs(Line line, List<String> words) throws Exception {
        List<String> others = new ArrayList<>(words);
        others.replaceAll(word -> word.endsWith(".html") ? folder.resolve(word).toString() : word);
        return line.jobs().start(others.get(0), rest(others)).await(Line.TOOL_LIMIT);
    }

    private static List<MatchResult> commands(Path document) throws IOException {
        return COMMAND.matcher(Files.readString(document)).results().toList();
    }

    private static Set<String> named(Path document) throws IOException {
        return Pattern.compile("\\./tracker ([a-z]+)")
                .matcher(Files.readString(document))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.replaceAll("#.*", "").strip().split("\\s+"));
    }

    private static String[] rest(List<String> words) {
        return words.subList(1, words.size()).toArray(String[]::new);
    }
}
