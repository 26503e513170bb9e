package io.tracker.testing.servers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command that runs to its end, and what it printed on both of its outputs. */
record CommandRun(List<String> command, int exitCode, String output) {
    private static final File NOTHING = new File("/dev/null");

    /** Ends the command, with an error, when it takes longer than {@code limit}. */
    static CommandRun of(List<String> command, Duration limit) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                .start();
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("Command took too long: " + command + " (expected at most " + limit + ")");
            }
            return new CommandRun(command, process.exitValue(), output.join());
        } finally {
            process.destroyForcibly();
        }
    }

    /** The output; refuses a command that failed. */
    String outputOfSuccess() throws IOException {
        if (exitCode != 0) {
            throw new IOException("Command failed: " + command + " (exit code " + exitCode + ")\n" + output.strip());
        }
        return output;
    }

    private static String read(InputStream input) {
        try (input) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(output was lost: " + e.getMessage() + ")";
        }
    }
}
