package io.tracker.testing.line.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a tool's process ended.
 *
 * @param name which tool, on which host
 * @param exitCode its exit code; 137 after SIGKILL
 * @param output all that it printed, standard output and error in their order
 * @param took from start to end
 * @param log the file that holds the output
 */
public record ToolOutcome(String name, int exitCode, String output, Duration took, Path log) {
    private static final int LAST_LINES = 25;

    public List<String> lines() {
        return output.lines().toList();
    }

    /** What it said to people: no log lines, no progress. */
    public String words() {
        return output.lines()
                .filter(line -> !line.matches("\\d{4}-\\d\\d-\\d\\d[T ].*|progress: .*"))
                .collect(Collectors.joining("\n"));
    }

    /** Refuses any other end than the one with this exit code. */
    public ToolOutcome require(int expected) throws IOException {
        if (exitCode != expected) {
            List<String> lines = lines();
            String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
            throw new IOException(name + " ended with exit code " + exitCode + ", expected " + expected
                    + ". It printed last:\n" + last.indent(4) + "All of it: " + log);
        }
        return this;
    }
}
