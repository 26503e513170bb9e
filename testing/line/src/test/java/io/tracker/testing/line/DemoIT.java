package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.tools.FreshFolder;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.line.tools.ToolRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The demo as a process before a user who looks around and then presses Ctrl-C. */
final class DemoIT {
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final Duration END_LIMIT = Duration.ofMinutes(1);
    private static final Project PROJECT = Project.ofThisProcess();
    private static final Path FOLDER = PROJECT.root().resolve("testing/line/target/it/demo");

    @Test
    void keepsItsServersForCommandsThatWorkAndCtrlCLeavesNoProcess() throws Exception {
        try (ToolRun demo = start("demo", "--engine", "mariadb", "--scale", "0.01", "--keep")) {
            assertTrue(demo.prints("Press Enter", LIMIT), () -> said(demo));
            assertTrue(demo.output().contains("Everything is equal"), () -> said(demo));
            List<String> commands = demo.output()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("./tracker ") && line.contains(" --conf"))
                    .toList();
            assertEquals(6, commands.size(), () -> said(demo));
            for (String command : commands) {
                run(command);
            }
            List<ProcessHandle> left = pressCtrlC(demo);
            assertEquals(List.of(), left, "processes that outlive the demo");
        }
    }

    @Test
    void ctrlCInTheMiddleLeavesNoProcess() throws Exception {
        try (ToolRun demo = start("interrupted", "--engine", "mariadb", "--scale", "0.01")) {
            assertTrue(demo.prints("Run the agent on replica-1", LIMIT), () -> said(demo));
            List<ProcessHandle> left = pressCtrlC(demo);
            assertEquals(List.of(), left, "processes that outlive the demo");
        }
    }

    @Test
    void aFailoverStopsOneAgentAndTheOthersCompleteTheDay() throws Exception {
        try (ToolRun demo = start("failover", "failover", "--engine", "mariadb", "--scale", "0.01")) {
            ToolOutcome outcome = demo.await(LIMIT.multipliedBy(2)).require(0);
            List<String> exitCodes = outcome.lines().stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith("exit code "))
                    .map(line -> line.split(" ")[2])
                    .toList();
            assertEquals(List.of("12", "10", "0", "0", "0"), exitCodes, outcome.output());
            assertTrue(outcome.output().contains("The day is complete"), outcome.output());
        }
    }

    /** The front door would build first, and the build that this test belongs to is under way. */
    private static void run(String command) throws Exception {
        List<String> words = List.of(command.split(" "));
        List<String> line =
                new ArrayList<>(words.get(1).equals("agent") ? PROJECT.agent(List.of()) : PROJECT.jobs(List.of()));
        line.addAll(words.subList(2, words.size()));
        ToolRun.start(command, line, Map.of(), log(words.get(1) + "-" + words.get(2)))
                .await(Line.TOOL_LIMIT)
                .require(0);
    }

    private static List<ProcessHandle> pressCtrlC(ToolRun demo) throws Exception {
        ProcessHandle process = ProcessHandle.of(demo.pid()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        assertTrue(all.size() >= 5, "the demo, three servers and a store at least: " + all);
        new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();
        assertTrue(demo.endsWithin(END_LIMIT), "the demo goes on after Ctrl-C");
        long deadline = System.nanoTime() + END_LIMIT.toNanos();
        List<ProcessHandle> left = alive(all);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(50);
            left = alive(left);
        }
        return left;
    }

    private static String said(ToolRun demo) {
        try {
            return demo.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ProcessHandle> alive(List<ProcessHandle> processes) {
        return processes.stream().filter(ProcessHandle::isAlive).toList();
    }

    private static ToolRun start(String name, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        // A background shell starts its children deaf to Ctrl-C, and the JVM would respect that.
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        System.getProperties().stringPropertyNames().stream()
                .filter(property -> property.startsWith("tracker."))
                .forEach(property -> command.add("-D" + property + "=" + System.getProperty(property)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Demo.class.getName()));
        command.addAll(List.of(options));
        command.addAll(List.of("--output", FreshFolder.at(FOLDER.resolve(name)).toString()));
        return ToolRun.start(name, command, Map.of(), log(name));
    }

    private static Path log(String name) {
        return FOLDER.resolve(name + ".log");
    }
}
