package io.tracker.testing.line.tools;

import java.time.Duration;
import java.util.List;

/**
 * How a tool's process ended.
 *
 * @param name which tool, on which host
 * @param exitCode its exit code; 137 after SIGKILL
 * @param output all that it printed, standard output and error in their order
 * @param took from start to end
 */
public record ToolOutcome(String name, int exitCode, String output, Duration took) {

    public List<String> lines() {
        return output.lines().toList();
    }

    /** The first line that holds a text. */
    public java.util.Optional<String> lineWith(String text) {
        return output.lines().filter(line -> line.contains(text)).findFirst();
    }

    /** Refuses any other end than the one with this exit code. */
    public ToolOutcome require(int expected) throws java.io.IOException {
        if (exitCode != expected) {
            throw new java.io.IOException(name + " ended with exit code " + exitCode + ", expected " + expected
                    + ". It printed:\n" + output.strip().indent(4));
        }
        return this;
    }
}
