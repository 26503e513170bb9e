package io.tracker.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A command of this system, run to its end within ten minutes. */
final class Program {
    private static final int LIMIT_MINUTES = 10;

    private final List<String> command;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Program(List<String> command) {
        this.command = command;
    }

    /**
     * How it ended.
     *
     * @param exit its code
     * @param output what it printed, errors too
     */
    record Ended(int exit, String output) {
        /** Requires this code. */
        Ended require(int expected) {
            Assertions.assertEquals(expected, exit, output);
            return this;
        }
    }

    static Program of(List<String> command) {
        return new Program(command);
    }

    static Program of(Object... words) {
        return new Program(Arrays.stream(words).map(Object::toString).toList());
    }

    /** The test is skipped, with the name, where this program is not installed. */
    static void assume(String name) {
        Assumptions.assumeTrue(
                Arrays.stream(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))),
                () -> "program is not installed: " + name);
    }

    Program with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    Ended run() throws IOException, InterruptedException {
        Path output = Files.createTempFile("program", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                Assertions.assertTrue(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES), () -> "no end: " + command);
                return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(output);
        }
    }
}
